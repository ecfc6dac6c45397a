// The description of the realtime protocol (AsyncAPI 3.0), made of the vocabulary in libs/contracts. Its actions are
// seen from the server, as the specification wants: it receives commands and sends frames.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { inProject } from './project.mjs';

const about = `How a viewer or a host takes part in a live session.

A client opens a WebSocket with the subprotocol \`silkcast.v1\` and says \`hello\`. Every frame of the server is an array of
messages, in order; every frame of a client is one command, answered by an \`ack\` or a \`problem\` with its \`id\`.
Events come from the session's log, numbered by \`{epoch, seq}\` in each of its channels: \`control\` and \`chat\` for everyone,
\`chat.{lang}\` and \`caption.{lang}\` for the readers of a language, \`viewer.{accountId}\` for one person. A client that comes
back says in \`since\` how far it has read and gets what it missed, or \`resumed: false\` and a snapshot.
Messages, events and fields that a client does not know are to be passed over.

Where no WebSocket gets through, the same frames are read as Server-Sent Events, and what a viewer writes goes over HTTP.`;

/** @param contracts what libs/contracts exports */
export function asyncApi(contracts) {
  const schemas = new Schemas();
  const commands = Object.entries(contracts.realtimeCommands);
  const messages = {
    frame: { contentType: 'application/json', payload: schemas.refTo('ServerFrame', contracts.ServerFrame) },
  };
  const operations = {
    tell: {
      action: 'send',
      summary: 'What happens in the session, from the welcome on',
      channel: ref('channels/session'),
      messages: [ref('channels/session/messages/frame')],
    },
  };
  for (const [name, { data, result, allow }] of commands) {
    const frame = z.object({ cmd: z.literal(name), id: contracts.CommandFrame.shape.id, data });
    const ack = z.object({ type: z.literal('ack'), id: contracts.CommandFrame.shape.id, result });
    messages[name] = { contentType: 'application/json', payload: schemas.of(frame) };
    messages[`${name}.ack`] = {
      contentType: 'application/json',
      summary: `In a frame of the server: the answer to ${name}, with its id`,
      payload: schemas.of(ack),
    };
    operations[name] = {
      action: 'receive',
      channel: ref('channels/session'),
      messages: [ref(`channels/session/messages/${name}`)],
      // hello is answered by the welcome, which has no id
      ...(name !== 'hello' && {
        reply: {
          channel: ref('channels/session'),
          messages: [ref(`channels/session/messages/${name}.ack`), ref('channels/session/messages/problem')],
        },
      }),
      'x-allow': allow,
    };
  }
  delete messages['hello.ack'];
  messages.problem = {
    contentType: 'application/json',
    summary: 'In a frame of the server: why a command was refused, or with `id: null` a frame that is none',
    payload: schemas.of(contracts.ServerMessage.options.find(({ shape }) => shape.type.value === 'problem')),
  };
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Silkcast realtime protocol',
      version: JSON.parse(readFileSync(inProject('package.json'), 'utf8')).version,
      description: about,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      realtime: { host: 'localhost:3000', protocol: 'ws', description: 'Any realtime node; `wss` outside.' },
      realtimeOverHttp: { host: 'localhost:3000', protocol: 'http', description: 'The same nodes; `https` outside.' },
    },
    channels: {
      session: {
        address: '/realtime',
        servers: [ref('servers/realtime')],
        description:
          'One socket for one session. When the server closes it, the close code tells whether to come back (`x-close-codes`), and the reason is a CloseNotice that tells when.',
        messages,
        bindings: {
          ws: {
            method: 'GET',
            query: {
              type: 'object',
              required: ['session'],
              properties: { session: { type: 'string', description: 'Id or slug of the session.' } },
            },
            bindingVersion: '0.1.0',
          },
        },
        'x-subprotocol': contracts.realtimeProtocol,
        'x-max-frame-bytes': contracts.maxFrameBytes,
        'x-hello-timeout-ms': contracts.helloTimeoutMs,
        'x-close-codes': contracts.closeCodes,
      },
      events: eventStream(contracts, schemas),
    },
    operations: { ...operations, follow: followEvents(contracts, schemas) },
    components: { schemas: schemas.named },
  };
}

/** The same frames as Server-Sent Events (WHATWG HTML, 9.2), for networks that break WebSocket. */
function eventStream(contracts, schemas) {
  const frame = schemas.refTo('ServerFrame', contracts.ServerFrame);
  const close = schemas.refTo('CloseNotice', contracts.CloseNotice);
  const event = (type, summary, payload) => ({
    contentType: 'application/json',
    summary,
    payload,
    // an event without a name is a `message` to whoever reads it
    ...(type !== null && { 'x-event': type }),
  });
  return {
    address: '/v1/sessions/{session}/events',
    servers: [ref('servers/realtimeOverHttp')],
    description:
      'One response for one reader, `text/event-stream`. The `data` of an event is what a frame of the socket is. Its `id` tells how far into the log the reader has come: whoever sends it back gets what followed, on any node. A comment every fifteen seconds shows that the line lives; `retry` tells when to come back.',
    parameters: { session: { description: 'Id or slug of the session.' } },
    messages: {
      welcome: event('welcome', 'The first: a frame that begins with the welcome', frame),
      frame: event(null, 'What was missed, then what happens', frame),
      close: event('close', 'The last: why it ends and when to come back; its `retry` says the same', close),
    },
  };
}

function followEvents(contracts, schemas) {
  const messages = ['welcome', 'frame', 'close'].map((name) => ref(`channels/events/messages/${name}`));
  return {
    action: 'send',
    summary: 'What happens in the session, for a reader without a socket',
    channel: ref('channels/events'),
    messages,
    bindings: { http: { method: 'GET', query: schemas.of(contracts.EventStreamQuery), bindingVersion: '0.3.0' } },
    'x-headers': {
      type: 'object',
      properties: {
        'Last-Event-ID': {
          type: 'string',
          description: 'The `id` of the last event that came. It goes before `lastEventId` of the query.',
        },
        Authorization: { type: 'string', description: '`Bearer` and an access token; a guest reads without.' },
      },
    },
    'x-allow': 'anyone',
  };
}

const ref = (place) => ({ $ref: `#/${place}` });

/** JSON Schemas as they look on the wire. What has a name is described once, below `components`. */
class Schemas {
  named = {};

  of(schema) {
    const made = z.toJSONSchema(schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' });
    const { definitions = {}, ...own } = made;
    delete own.$schema;
    for (const [name, definition] of Object.entries(definitions)) this.named[name] = moved(definition);
    return moved(own);
  }

  refTo(name, schema) {
    const own = this.of(schema);
    this.named[name] ??= own;
    return ref(`components/schemas/${name}`);
  }
}

/** Refers to names where AsyncAPI keeps them. */
const moved = (schema) =>
  JSON.parse(
    JSON.stringify(schema, (key, value) =>
      key === '$ref' ? value.replace('#/definitions/', '#/components/schemas/') : value,
    ),
  );

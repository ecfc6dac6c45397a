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
Messages, events and fields that a client does not know are to be passed over.`;

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
  schemas.refTo('CloseNotice', contracts.CloseNotice);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Silkcast realtime protocol',
      version: JSON.parse(readFileSync(inProject('package.json'), 'utf8')).version,
      description: about,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    servers: { realtime: { host: 'localhost:3000', protocol: 'ws', description: 'Any realtime node; `wss` outside.' } },
    channels: {
      session: {
        address: '/realtime',
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
    },
    operations,
    components: { schemas: schemas.named },
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

import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import specifications from '@asyncapi/specs';
import { Ajv, type AnySchema, type ValidateFunction } from 'ajv';
import { channels, closeCodes, realtimeCommands, realtimeProtocol, type ServerMessage } from '#libs/contracts';
import { inProject } from '../../scripts/project.mjs';

type Message = { payload: AnySchema };
type Channel = { address: string; messages: Record<string, Message> } & Record<`x-${string}`, unknown>;
type Operation = { action: string; reply?: object; 'x-allow'?: string };
type Following = {
  bindings: { http: { query: AnySchema } };
  'x-headers': { properties: Record<string, unknown> };
};
type Description = {
  channels: { session: Channel; events: Channel };
  operations: Record<string, Operation> & { follow: Operation & Following };
  components: { schemas: Record<string, AnySchema> };
};

const description = JSON.parse(readFileSync(inProject('docs/asyncapi.json'), 'utf8')) as Description;
const { session, events } = description.channels;

/** Checks what goes over the wire by the description, as somebody who writes a client of their own would. */
function messageCheck(name: string, channel = 'session'): ValidateFunction {
  return checkOf(`channels/${channel}/messages/${name.replaceAll('/', '~1')}/payload`);
}

function checkOf(place: string): ValidateFunction {
  // patterns with a `u` flag and formats are the business of contracts, which parse every frame
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema({ ...description, $id: 'silkcast' }, 'silkcast');
  return ajv.compile({ $ref: `silkcast#/${place}` });
}

describe('the description of the realtime protocol', () => {
  it('is a valid AsyncAPI 3.0 document', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    const check = ajv.compile(specifications.schemasWithoutId['3.0.0'] as AnySchema);
    void check(description);
    expect(check.errors ?? []).toEqual([]);
  });

  it('tells every command, who may give it and what answers it', () => {
    const told = Object.entries(description.operations).filter(([, { action }]) => action === 'receive');
    expect(Object.fromEntries(told.map(([name, operation]) => [name, operation['x-allow']]))).toEqual(
      Object.fromEntries(Object.entries(realtimeCommands).map(([name, { allow }]) => [name, allow])),
    );
    expect(told.filter(([, { reply }]) => reply === undefined).map(([name]) => name)).toEqual(['hello']);
  });

  it('tells the address, the subprotocol and every close code', () => {
    expect(session.address).toBe('/realtime');
    expect(session['x-subprotocol']).toBe(realtimeProtocol);
    expect(session['x-close-codes']).toEqual(closeCodes);
  });

  it('tells where a reader without a socket follows, what it asks, and how it goes on where it was cut', () => {
    expect(events.address).toBe('/v1/sessions/{session}/events');
    const asks = checkOf('operations/follow/bindings/http/query');
    expect(asks({ lang: 'fr', profile: 'text', lastEventId: '0199~c_3~m_41' })).toBe(true);
    expect(asks({ profile: 'text' })).toBe(false);
    expect(asks({ lang: 'fr', profile: 'loud' })).toBe(false);
    expect(Object.keys(description.operations.follow['x-headers'].properties)).toContain('Last-Event-ID');
    expect(Object.keys(events.messages)).toEqual(['welcome', 'frame', 'close']);
    expect(events.messages['frame']?.payload).toEqual(session.messages['frame']?.payload);
    expect(messageCheck('close', 'events')({ reason: 'resume', retryAfterMs: 1200 })).toBe(true);
    expect(messageCheck('close', 'events')({ retryAfterMs: -1 })).toBe(false);
  });

  it('leads to something wherever it points', () => {
    const at = (pointer: string) =>
      pointer
        .slice(2)
        .split('/')
        .reduce<unknown>(
          (found, step) => (found as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/')],
          description,
        );
    const pointers = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]+)"/g)].map(([, pointer = '']) => pointer);
    expect(pointers.length).toBeGreaterThan(30);
    expect(pointers.filter((pointer) => at(pointer) === undefined)).toEqual([]);
  });

  it('fits what is said', () => {
    const command = { cmd: 'chat.send', id: '1', data: { key: '12345678', text: 'Muraho', lang: 'rw' } };
    expect(messageCheck('chat.send')(command)).toBe(true);
    expect(messageCheck('chat.send')({ ...command, data: { text: 'no key' } })).toBe(false);

    const place = { channel: channels.captionsIn('fr'), epoch: '0199', seq: 7 };
    const pinned: ServerMessage = {
      type: 'event',
      entry: { ...place, id: 'pin', at: '2026-11-22T09:30:00.000Z', event: { type: 'item.pinned', item: null } },
    };
    const frame = messageCheck('frame');
    expect(frame([pinned, { type: 'event', entry: place }, { type: 'audience', audience: anAudience }])).toBe(true);
    expect(frame(pinned)).toBe(false);
    expect(frame([{ type: 'event', entry: { seq: 7 } }])).toBe(false);
  });
});

const anAudience = { viewers: 3, byLanguage: { fr: 3 }, byCountry: { RW: 2 } };

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@jest/globals';
import { chatHistory, chatLines } from '#libs/client';
import { ReviewHook } from '#libs/contracts';
import { aProblem, call } from '../support/api.js';
import { aLiveSession, aPerson, aShow, aViewer } from '../support/builders.js';
import { eventually } from '../support/eventually.js';
import { bothModes, type House } from '../support/house.js';
import type { Person } from '../support/person.js';
import { storiesIn } from '../support/story.js';

/** What the host of a session asks of the API, and the status it gets. */
const asking =
  (house: House, host: Person, sessionId: string) => async (method: string, path: string, body?: unknown) =>
    (await call(house, `/v1/sessions/${sessionId}/${path}`, { method, token: await host.me.token(), body })).status;

/** Somebody who reviews messages, on this machine. */
async function aReviewer(verdict: (text: string) => boolean) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { data } = JSON.parse(Buffer.concat(chunks).toString()) as { data: { text: string } };
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ allow: verdict(data.text) }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const leave = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/`, leave };
}

storiesIn(
  bothModes,
  'a room that is kept in order',
  (tell) => {
    tell('slow mode is told to everyone and says when the next message is allowed; the host is free', async (house) => {
      const host = await aPerson(house);
      const session = await aLiveSession(host);
      const ask = asking(house, host, session.id);
      const [speaker, viewer] = [
        await host.join(session.id, 'en'),
        await (await aViewer(house)).join(session.id, 'en', 1),
      ];
      expect(await ask('PUT', 'slow-mode', { seconds: 60 })).toBe(200);
      await viewer.until('slow mode', ({ room }) => room?.slowModeSeconds.value === 60);
      await viewer.say('first', 'en');
      const refusal = await viewer.say('second', 'en').catch((error: unknown) => error);
      expect(refusal).toMatchObject({
        code: 'request.limited',
        problem: { detail: expect.stringMatching(/Slow mode/) },
      });
      const { retryAfterMs } = (refusal as { problem: { retryAfterMs: number } }).problem;
      expect(retryAfterMs).toBeGreaterThan(45_000);
      expect(retryAfterMs).toBeLessThanOrEqual(60_000);
      await speaker.say('one', 'en');
      await speaker.say('two', 'en');
      const newcomer = await (await aViewer(house)).join(session.id, 'en');
      await newcomer.until('slow mode', ({ room }) => room?.slowModeSeconds.value === 60);
      expect(await ask('PUT', 'slow-mode', { seconds: 0 })).toBe(200);
      await viewer.say('second', 'en');
    });

    tell('blocked words and banned viewers are not heard, by whatever door they come', async (house) => {
      const { host, session, offer } = await aShow(house);
      const ask = asking(house, host, session.id);
      const person = await aViewer(house);
      const viewer = await person.join(session.id, 'en', 1);
      const key = () => crypto.randomUUID();
      const byHttp = async (path: string, body: unknown) =>
        call(house, path, { method: 'POST', token: await person.me.token(), body });
      expect(await ask('PUT', 'blocked-words', { words: ['scam'] })).toBe(200);
      await expect(viewer.say('a ＳＣＡＭ', 'en')).rejects.toMatchObject({ code: 'chat.blocked' });
      const again = { key: key(), text: 'scam!', lang: 'en' };
      expect(await byHttp(`/v1/sessions/${session.id}/chat`, again)).toMatchObject(aProblem(403, 'chat.blocked'));

      expect(await ask('PUT', `bans/${person.account.id}`, {})).toBe(204);
      await expect(viewer.say('hello?', 'en')).rejects.toMatchObject({ code: 'chat.blocked' });
      const claim = { code: 'A1', key: key() };
      await expect(viewer.command('claim.place', claim)).rejects.toMatchObject({ code: 'chat.blocked' });
      expect(await byHttp(`/v1/offers/${offer.id}/claims`, {})).toMatchObject(aProblem(403, 'chat.blocked'));
      await (await host.join(session.id, 'en')).say('welcome', 'en');
      await viewer.until('the welcome', () => viewer.events('chat.message').length === 1);

      expect(await ask('DELETE', `bans/${person.account.id}`)).toBe(204);
      await viewer.say('thank you', 'en');
      await viewer.until('two messages', () => viewer.events('chat.message').length === 2);
      expect(viewer.events('chat.message').map(({ text }) => text)).toEqual(['welcome', 'thank you']);
    });

    tell('a message that is taken away is forgotten by screens and by the history', async (house) => {
      const host = await aPerson(house);
      const session = await aLiveSession(host);
      const reader = await (await aViewer(house)).join(session.id, 'en');
      const { message } = await reader.say('call me on 555-0100', 'en');
      await reader.say('good tea', 'en');
      expect(await asking(house, host, session.id)('DELETE', `chat/${message}`)).toBe(204);
      await reader.until('one line', ({ chat }) => chat.removed.has(message));
      expect(chatLines(reader.state.chat, 'en').map((line) => line.message.text)).toEqual(['good tea']);
      const newcomer = await (await aViewer(house)).join(session.id, 'en', 1);
      await newcomer.until('both places', () => newcomer.events('chat.message').length === 2);
      expect(newcomer.events('chat.message').map(({ text }) => text)).toEqual(['', 'good tea']);
      expect(chatLines(newcomer.state.chat, 'en').map((line) => line.message.text)).toEqual(['good tea']);
      const texts = await eventually('the history holds the other one', async () => {
        const { items } = await host.send(chatHistory(session.id));
        return items.length === 1 && items.map((item) => item.message.text);
      });
      expect(texts).toEqual(['good tea']);
      const kept = await house.database.query(
        `SELECT event::text FROM log_entry WHERE event ->> 'message' = '${message}'`,
      );
      expect(JSON.stringify(kept)).not.toContain('555-0100');
    });

    tell('a review hook has the first word', async (house) => {
      const reviewer = await aReviewer((text) => !text.includes('cheap'));
      house.showOutLater(reviewer);
      const host = await aPerson(house);
      const session = await aLiveSession(host);
      const body = { url: reviewer.url, failOpen: false };
      const path = `/sessions/${session.id}/review-hook`;
      expect((await host.send({ method: 'PUT', path, body, answer: ReviewHook })).secret).toMatch(/^whsec_/);
      const viewer = await (await aViewer(house)).join(session.id, 'en');
      // the first call also makes the connection, within the same 200 ms
      await eventually('a message is allowed', () => viewer.say('good tea', 'en').catch(() => false as const));
      await expect(viewer.say('cheap watches', 'en')).rejects.toMatchObject({ code: 'chat.blocked' });
      reviewer.leave();
      await expect(viewer.say('still there?', 'en')).rejects.toMatchObject({ code: 'chat.blocked' });
      await host.send({ method: 'PUT', path, body: { ...body, failOpen: true }, answer: ReviewHook });
      await viewer.say('still there?', 'en');
    });
  },
  { REVIEW_HOOK_NETWORKS: '127.0.0.1/32' },
);

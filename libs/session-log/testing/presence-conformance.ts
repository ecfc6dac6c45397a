import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import type { Presence } from '../src/presence.js';

/** What presence promises. @param open presence that forgets a report after so many milliseconds */
export function behavesAsPresence(name: string, open: (forgetAfterMs: number) => Presence): void {
  describe(`presence ${name}`, () => {
    it('sums what the nodes report last', async () => {
      const presence = open(60_000);
      const sessionId = uuidv7();
      await presence.report('node-a', sessionId, { byLanguage: { fr: 9 } });
      await presence.report('node-a', sessionId, { byLanguage: { fr: 2, sw: 1 } });
      await presence.report('node-b', sessionId, { byLanguage: { fr: 3, ar: 0 } });
      expect(await presence.audience(sessionId)).toEqual({ viewers: 6, byLanguage: { fr: 5, sw: 1 }, byCountry: {} });
      expect(await presence.audience(uuidv7())).toEqual({ viewers: 0, byLanguage: {}, byCountry: {} });
      expect([await presence.nodes(sessionId), await presence.nodes(uuidv7())]).toEqual([2, 0]);
    });

    it('sums the countries of those who told theirs, and forgets them with their node', async () => {
      const presence = open(150);
      const sessionId = uuidv7();
      await presence.report('node-a', sessionId, { byLanguage: { fr: 3 }, byCountry: { RW: 2, KE: 0 } });
      await presence.report('node-b', sessionId, { byLanguage: { fr: 1, sw: 2 }, byCountry: { RW: 1, TZ: 2 } });
      expect(await presence.audience(sessionId)).toEqual({
        viewers: 6,
        byLanguage: { fr: 4, sw: 2 },
        byCountry: { RW: 3, TZ: 2 },
      });
      await pause(100);
      await presence.report('node-a', sessionId, { byLanguage: { fr: 3 }, byCountry: { RW: 2 } });
      await pause(100);
      expect(await presence.audience(sessionId)).toMatchObject({ viewers: 3, byCountry: { RW: 2 } });
    });

    it('forgets the viewers of a node that fell silent, and at once those of one that says it has none', async () => {
      const presence = open(150);
      const sessionId = uuidv7();
      await presence.report('crashed', sessionId, { byLanguage: { fr: 2 } });
      await presence.report('leaving', sessionId, { byLanguage: { sw: 4 } });
      await presence.report('leaving', sessionId, { byLanguage: {} });
      expect(await presence.audience(sessionId)).toEqual({ viewers: 2, byLanguage: { fr: 2 }, byCountry: {} });
      await pause(100);
      await presence.report('alive', sessionId, { byLanguage: { es: 1 } });
      await pause(100);
      expect(await presence.audience(sessionId)).toEqual({ viewers: 1, byLanguage: { es: 1 }, byCountry: {} });
    });

    it('names the languages that are watched, the most watched first', async () => {
      const presence = open(60_000);
      const sessionId = uuidv7();
      await presence.report('node-a', sessionId, { byLanguage: { fr: 2, sw: 5, ar: 1 } });
      await presence.report('node-b', sessionId, { byLanguage: { fr: 4 } });
      expect(await presence.languages(sessionId, 0)).toEqual(['fr', 'sw', 'ar']);
    });

    it('names a language for a while after its last viewer left', async () => {
      const presence = open(60_000);
      const sessionId = uuidv7();
      await presence.report('node-a', sessionId, { byLanguage: { fr: 2, 'zh-Hans': 5 } });
      await presence.report('node-a', sessionId, { byLanguage: { fr: 1 } });
      await pause(20);
      expect(await presence.languages(sessionId, 60)).toEqual(['fr', 'zh-Hans']);
      expect(await presence.languages(sessionId, 0)).toEqual(['fr']);
    });
  });
}

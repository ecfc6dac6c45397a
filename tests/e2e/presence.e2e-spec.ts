import { expect } from '@jest/globals';
import { WebSocket } from 'ws';
import { SessionConnection } from '#libs/client';
import { aShow } from '../support/builders.js';
import type { House } from '../support/house.js';
import { storiesIn } from '../support/story.js';

/** A reader without an account, who may tell a country. */
function aReader(
  house: House,
  node: 0 | 1,
  reads: { sessionId: string; lang: string; country?: string; profile?: 'text' },
): SessionConnection {
  const reader = new SessionConnection({ realtimeUrl: house.realtimeUrls[node], WebSocket, ...reads });
  house.showOutLater({ leave: () => reader.close() });
  reader.open();
  return reader;
}

storiesIn(['scaled'], 'who is watching', (tell) => {
  tell('is counted by language and country over all nodes, and those of a killed node vanish', async (house) => {
    const { host, session } = await aShow(house);
    const seat = await host.join(session.id, 'en', 0);
    const sessionId = session.id;
    aReader(house, 0, { sessionId, lang: 'sw', country: 'TZ', profile: 'text' });
    for (const told of [{ country: 'RW' }, { country: 'RW' }, {}])
      aReader(house, 1, { sessionId, lang: 'fr', ...told });
    const audience = await seat.until(
      'everybody is counted',
      (state) => state.audience.viewers === 5 && state.audience,
    );
    expect(audience).toEqual({
      viewers: 5,
      byLanguage: { en: 1, sw: 1, fr: 3 },
      byCountry: { TZ: 1, RW: 2 },
    });

    await house.realtimeNodes[1].kill();
    const left = await seat.until(
      'the others are forgotten',
      (state) => state.audience.viewers === 2 && state.audience,
    );
    expect(left).toEqual({ viewers: 2, byLanguage: { en: 1, sw: 1 }, byCountry: { TZ: 1 } });
  });
});

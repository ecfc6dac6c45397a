import net, { type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { type ClientOptions, WebSocket } from 'ws';
import { SessionConnection } from '#libs/client';
import type { LogEntry } from '#libs/contracts';
import { aShow, aViewer } from '../support/builders.js';
import { eventually } from '../support/eventually.js';
import { upTo } from '../support/gapless.js';
import { bothModes } from '../support/house.js';
import { storiesIn } from '../support/story.js';

/** What a viewer on a thin line is promised, in bits per second. */
const promised = 8000;
const seconds = 10;
const messagesPerSecond = 4;

const sentences = [
  'Is this the tea from the hills near Gisakura?',
  'How many grams are in one tin?',
  'Good morning from Kigali!',
  'My mother drinks it with milk and a little ginger.',
  'Do you send it to Zanzibar as well, and how long does it take?',
];
const speech = 'This tea is picked by hand early in the morning, when the leaves are still wet from the night.';

storiesIn(bothModes, 'a viewer on a thin line', (tell) => {
  tell('reads a busy room, every word of it, in less than 8 kbit/s', async (house) => {
    const { host, session } = await aShow(house);
    let line: Socket | undefined;
    class MeteredWebSocket extends WebSocket {
      constructor(address: string, protocols: string[]) {
        const { hostname, port } = new URL(address);
        const createConnection: ClientOptions['createConnection'] = () => (line = net.connect(Number(port), hostname));
        super(address, protocols, { createConnection });
      }
    }
    const viewer = new SessionConnection({
      realtimeUrl: house.realtimeUrls[0],
      sessionId: session.id,
      lang: 'en',
      profile: 'text',
      WebSocket: MeteredWebSocket,
    });
    const entries: LogEntry[] = [];
    viewer.listen({ entry: (entry) => void entries.push(entry) });
    house.showOutLater({ leave: () => viewer.close() });
    viewer.open();
    await eventually('the welcome', () => viewer.status === 'live');

    // six people, so that nobody writes more than a person may
    const talkers = await Promise.all(upTo(6).map(async () => (await aViewer(house)).join(session.id, 'en', 1)));
    const speaker = await host.join(session.id, 'en', 1);
    const speak = (segment: string, state: 'partial' | 'final', words: number) =>
      speaker.command('caption.say', {
        segment,
        lang: 'en',
        text: speech.split(' ').slice(0, words).join(' '),
        state,
        t0: 0,
        t1: 4000,
      });
    const said = (channel: string) => entries.filter((entry) => entry.channel === channel);
    await speak(crypto.randomUUID(), 'final', 4);
    await eventually('the room is in full swing', () => said('caption.en').length === 1);

    const before = line?.bytesRead ?? 0;
    const sending: Promise<unknown>[] = [];
    let segment = crypto.randomUUID();
    for (let n = 0; n < seconds * messagesPerSecond; n++) {
      sending.push(talkers[n % 6]?.say(`${sentences[n % sentences.length]} ${n}`, 'en') ?? Promise.reject(new Error()));
      const quarter = n % 16;
      sending.push(speak(segment, quarter === 15 ? 'final' : 'partial', 3 + quarter));
      if (quarter === 15) segment = crypto.randomUUID();
      await pause(1000 / messagesPerSecond);
    }
    await Promise.all(sending);
    await eventually('everything', () => said('chat').length === seconds * messagesPerSecond);
    await eventually('both sentences', () => said('caption.en').length === 3);

    const bitsPerSecond = (((line?.bytesRead ?? Number.NaN) - before) * 8) / seconds;
    process.stderr.write(`A busy room took ${Math.round(bitsPerSecond)} bit/s.\n`);
    expect(bitsPerSecond).toBeLessThan(promised);
    expect(said('chat').map(({ seq }) => seq)).toEqual(upTo(seconds * messagesPerSecond));
    expect(viewer.status).toBe('live');
  });
});

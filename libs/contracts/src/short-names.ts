import { Channel, type Positions } from './events.js';

const shortKinds: Record<string, string> = { control: 'c', chat: 'm', caption: 's', viewer: 'v' };
const longKinds = Object.fromEntries(Object.entries(shortKinds).map(([long, short]) => [short, long]));

const renamed = (name: string, kinds: Record<string, string>): string =>
  name.replace(/^[a-z]+/, (kind) => kinds[kind] ?? '');

/** `control` is `c`, `chat` is `m`, `chat.fr` is `m.fr`, `caption.fr` is `s.fr` (speech), `viewer.{id}` is `v.{id}`. */
export const shortChannel = (channel: string): string => renamed(channel, shortKinds);

/** `undefined` for what is no channel. */
export function longChannel(short: string): Channel | undefined {
  const { success, data } = Channel.safeParse(renamed(short, longKinds));
  return success ? (data as Channel) : undefined;
}

/**
 * Positions in one word, as the `id:` of an event stream: the epoch, then each channel with its `seq`, in characters
 * that need no escape in a header or a query: `0199…~c_3~m_41~m.fr_12~s.fr_8`.
 */
export const positionsWord = (epoch: string, seqs: Iterable<readonly [shortName: string, seq: number]>): string =>
  [epoch, ...Array.from(seqs, ([name, seq]) => `${name}_${seq}`)].join('~');

/** `undefined` for a word that is not ours: a proxy may have changed it, or it is from another server. */
export function readPositionsWord(word: string): Positions | undefined {
  const [epoch = '', ...places] = word.split('~');
  const seqs = places.map((place) => /^(.+)_(\d{1,15})$/.exec(place) ?? []);
  const named = seqs.map(([, name = '', seq]) => [longChannel(name), Number(seq)] as const);
  if (!/^[\w.:-]{1,64}$/.test(epoch) || named.some(([channel]) => channel === undefined)) return undefined;
  return { epoch, seqs: Object.fromEntries(named) };
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { numbersDiffer } from '#libs/translation';

const LANGUAGES = ['en', 'zh-Hans', 'es', 'fr', 'sw', 'ar'];

interface Cue {
  id: string;
  start: number;
  end: number;
  text: string;
}
interface Viewer {
  name: string;
  lang: string;
  says: { atCue: number; text?: string; buys?: string }[];
}
interface Variant {
  sku: string;
  names: Record<string, string>;
  onHand: number;
  prices: Record<string, number>;
}
interface Listing {
  code: string;
  image: string;
  texts: Record<string, { title: string; description: string }>;
  variants: Variant[];
}
interface Catalogue {
  session: { poster: string; transcript: string; lineUp: { code: string; pinAtCue: number }[] };
  exporters: { slug: string; listings: Listing[] }[];
}
type Unit = Record<string, string>;

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { viewers } = JSON.parse(read('demo/viewers.json')) as { viewers: Viewer[] };
const { session, exporters } = JSON.parse(read('demo/catalogue.json')) as Catalogue;
const listings = exporters.flatMap((exporter) => exporter.listings);
const variants = listings.flatMap((listing) => listing.variants);
const cues = cuesOf(read(`demo/${session.transcript}`));
const units = unitsOf(read('demo/translations.tmx'));

function cuesOf(webVtt: string): Cue[] {
  return [...webVtt.matchAll(/^(\S+)\n(\S+) --> (\S+)\n(.+)$/gm)].map(
    ([, id = '', start = '', end = '', text = '']) => ({
      id,
      start: millisecondsOf(start),
      end: millisecondsOf(end),
      text,
    }),
  );
}

function millisecondsOf(timestamp: string): number {
  const [hours = NaN, minutes = NaN, seconds = NaN] = timestamp.split(':').map(Number);
  return Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000);
}

function unitsOf(tmx: string): Unit[] {
  return [...tmx.matchAll(/<tu [^>]*>.*?<\/tu>/gs)].map(([unit]) =>
    Object.fromEntries(
      [...unit.matchAll(/<tuv xml:lang="([^"]+)"><seg>([^<]+)<\/seg>/g)].map(([, lang = '', seg = '']) => [
        lang,
        seg.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
      ]),
    ),
  );
}

const unitOf = (text: string, lang: string) => units.find((unit) => unit[lang] === text);
const digitsOf = (text: string) => (text.match(/[0-9]+/g) ?? []).sort();

describe('the transcript of the demo', () => {
  it('has at least 60 cues, each with an id of its own', () => {
    expect(cues.length).toBeGreaterThanOrEqual(60);
    expect(new Set(cues.map((cue) => cue.id)).size).toBe(cues.length);
  });

  it('moves forward, one cue after the other, each short enough to be read', () => {
    let previousEnd = 0;
    for (const { start, end, text } of cues) {
      expect(start).toBeGreaterThanOrEqual(previousEnd);
      expect(end - start).toBeGreaterThanOrEqual(2500);
      expect(end - start).toBeLessThanOrEqual(6000);
      expect(text.length).toBeLessThanOrEqual(110);
      previousEnd = end;
    }
  });
});

describe('the translation memory of the demo', () => {
  it('says everything in all six languages', () => {
    for (const unit of units) expect(Object.keys(unit).sort()).toEqual([...LANGUAGES].sort());
  });

  it('knows every sentence of the host', () => {
    expect(cues.filter((cue) => unitOf(cue.text, 'en') === undefined)).toEqual([]);
  });

  it('knows every line of the viewers in the language they write', () => {
    const lines = viewers.flatMap(({ lang, says }) =>
      says.map(({ text, buys }) => ({ lang, line: text ?? buys ?? '' })),
    );
    expect(lines.filter(({ lang, line }) => unitOf(line, lang) === undefined)).toEqual([]);
  });

  it('knows every title, description and variant name of the catalogue, in the same words', () => {
    const localised = listings.flatMap(({ texts }) => [
      Object.fromEntries(Object.entries(texts).map(([lang, { title }]) => [lang, title])),
      Object.fromEntries(Object.entries(texts).map(([lang, { description }]) => [lang, description])),
    ]);
    for (const texts of [...localised, ...variants.map((variant) => variant.names)]) {
      expect(units).toContainEqual(texts);
    }
  });

  it('keeps the digits of every cue in every language', () => {
    for (const { text } of cues) {
      const unit = unitOf(text, 'en') ?? {};
      for (const lang of LANGUAGES)
        expect([text, lang, digitsOf(unit[lang] ?? '')]).toEqual([text, lang, digitsOf(text)]);
    }
  });

  it('passes the number guard from every language to every other', () => {
    const pairs = LANGUAGES.flatMap((from) => LANGUAGES.map((to) => [from, to] as const));
    const differing = units.flatMap((unit) =>
      pairs
        .filter(([from, to]) => numbersDiffer(unit[from] ?? '', from, unit[to] ?? '', to))
        .map(([from, to]) => [unit[from], to]),
    );
    expect(differing).toEqual([]);
  });
});

describe('the viewers of the demo', () => {
  it('chat in Chinese, Spanish, French, Swahili and Arabic', () => {
    expect(new Set(viewers.map((viewer) => viewer.lang))).toEqual(new Set(LANGUAGES.filter((lang) => lang !== 'en')));
  });

  it('each speak at least five times and buy once or twice, in the order of the transcript', () => {
    for (const { says } of viewers) {
      const places = says.map(({ atCue }) => atCue);
      const claims = says.filter(({ buys }) => buys !== undefined);
      expect(says.length - claims.length).toBeGreaterThanOrEqual(5);
      expect([1, 2]).toContain(claims.length);
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(places.every((place) => place >= 1 && place <= cues.length)).toBe(true);
    }
  });

  it('claim nothing that the line-up does not have', () => {
    const codes = listings.map((listing) => listing.code);
    const claimed = viewers.flatMap(({ says }) => says.flatMap(({ buys }) => buys?.match(/[A-Z][0-9]/g) ?? []));
    expect(new Set(claimed)).toEqual(new Set(codes));
  });
});

describe('the catalogue of the demo', () => {
  it('prices and stocks every variant in positive whole minor units', () => {
    for (const { sku, onHand, prices } of variants) {
      expect(Object.keys(prices)).toEqual(expect.arrayContaining(['USD', 'EUR', 'CNY', 'RWF']));
      for (const amount of [onHand, ...Object.values(prices)]) {
        expect([sku, Number.isSafeInteger(amount) && amount > 0]).toEqual([sku, true]);
      }
    }
  });

  it('pins every listing of the line-up once, at a cue', () => {
    expect(session.lineUp.map(({ code }) => code)).toEqual(listings.map(({ code }) => code));
    for (const { pinAtCue } of session.lineUp) expect(cues[pinAtCue - 1]).toBeDefined();
  });

  it('says the price and the stock that the host says', () => {
    const said = cues.map(({ text }) => text).join('\n');
    for (const { onHand, prices } of variants) {
      const dollars = ((prices['USD'] ?? 0) / 100).toFixed(2).replace(/\.00$/, '');
      expect(said).toContain(` ${dollars} US dollars`);
      expect(said).toMatch(new RegExp(`\\b${onHand} (?:tins|bags|boxes)\\b`));
    }
  });

  it('ships its pictures: small, without scripts, and asking nobody for anything', () => {
    for (const picture of [session.poster, ...listings.map(({ image }) => image)]) {
      const svg = read(`apps/web/public/images/${picture}`);
      expect(Buffer.byteLength(svg)).toBeLessThan(6000);
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="/);
      expect(svg).not.toMatch(/<script|<foreignObject|<image|\son\w+=|href="(?!#)|url\((?!#)/i);
    }
  });
});

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type Cue, parseWebVtt } from '#libs/captions';
import { CreateListing, LineUpCode } from '#libs/contracts';

const folder = path.resolve(import.meta.dirname, '../../../../demo');

const DemoListing = CreateListing.safeExtend({ code: LineUpCode });
const Catalogue = z.object({
  session: z.object({
    slug: z.string(),
    title: z.string(),
    hostName: z.string(),
    sourceLang: z.string(),
    currency: z.string(),
    poster: z.string(),
    transcript: z.string(),
    lineUp: z.array(z.object({ code: LineUpCode, pinAtCue: z.int() })),
  }),
  exporters: z.array(
    z.object({ slug: z.string(), name: z.string(), country: z.string(), listings: z.array(DemoListing) }),
  ),
});
export type Catalogue = z.infer<typeof Catalogue>;

const Line = z.union([z.object({ atCue: z.int(), text: z.string() }), z.object({ atCue: z.int(), buys: z.string() })]);
const Viewers = z.object({
  viewers: z.array(z.object({ name: z.string(), lang: z.string(), country: z.string(), says: z.array(Line) })),
});
export type DemoViewer = z.infer<typeof Viewers>['viewers'][number];

const read = (name: string) => readFile(path.join(folder, name), 'utf8');

/** The pictures lie beside the pages; the catalogue names the files only. */
const picture = (file: string) => `/images/${file}`;

/** As written: the session's language is that of the listings too. */
type WrittenCatalogue = {
  session: { sourceLang: string };
  exporters: { listings: { image: string; sourceLang?: string }[] }[];
};

export async function readCatalogue(): Promise<Catalogue> {
  const raw = JSON.parse(await read('catalogue.json')) as WrittenCatalogue;
  for (const listing of raw.exporters.flatMap(({ listings }) => listings)) {
    listing.image = picture(listing.image);
    listing.sourceLang = raw.session.sourceLang;
  }
  const catalogue = Catalogue.parse(raw);
  return { ...catalogue, session: { ...catalogue.session, poster: picture(catalogue.session.poster) } };
}

export const readViewers = async (): Promise<DemoViewer[]> =>
  Viewers.parse(JSON.parse(await read('viewers.json'))).viewers;

export const readTranscript = async (file: string): Promise<Cue[]> => parseWebVtt(await read(file));

/** The translation memory that has the demo's sentences in every language. */
export const demoTranslationMemory = path.join(folder, 'translations.tmx');

import { HttpClient, openOfferFor, pinItem, startSession } from '#libs/client';
import {
  type CreateListing,
  Exporter,
  LineUpItem,
  Listing,
  NewApiKey,
  type Offer,
  type OpenOffer,
  type ScheduleSession,
  Session,
  type Variant,
} from '#libs/contracts';
import type { z } from 'zod';
import type { House } from './house.js';
import { Person } from './person.js';

/** Ends in a number that nobody else's has: slugs, addresses and names never meet. */
let count = 0;
const unique = (name: string) => `${name}-${process.pid}-${Date.now().toString(36)}-${++count}`;

/** A viewer without a password. */
export const aViewer = (house: House, over: { displayName?: string; lang?: string } = {}): Promise<Person> =>
  Person.asGuest(house, { displayName: 'Amina', lang: 'en', ...over });

/** Everybody's. */
export const password = 'a-long-enough-password';

/** Somebody with a password. */
export const aPerson = (house: House, over: { displayName?: string; email?: string } = {}): Promise<Person> =>
  Person.register(house, {
    email: `${unique('person')}@example.test`,
    password,
    displayName: 'Aline Uwase',
    lang: 'en',
    ...over,
  });

export interface ExporterDesk {
  owner: Person;
  exporter: Exporter;
  /** A client of the exporter's own systems: its requests carry a new API key. */
  newSystem(): Promise<Pick<Person, 'send'>>;
}

export async function anExporter(house: House, owner?: Person): Promise<ExporterDesk> {
  const person = owner ?? (await aPerson(house, { displayName: 'Nyungwe Edge Tea' }));
  const body = { slug: unique('exporter'), name: 'Nyungwe Edge Tea', country: 'RW' };
  const exporter = await person.send({ method: 'POST', path: '/exporters', body, answer: Exporter });
  return {
    owner: person,
    exporter,
    async newSystem() {
      const path = `/exporters/${exporter.id}/api-keys`;
      const { secret } = await person.send({ method: 'POST', path, body: { name: 'warehouse' }, answer: NewApiKey });
      const http = new HttpClient(house.url);
      return { send: (request) => http.send(request, secret) };
    },
  };
}

type ListingInput = z.input<typeof CreateListing>;

/** Tea in one variant at 14.50 USD. */
export function aListing(
  { owner, exporter }: ExporterDesk,
  { onHand = 20, ...over }: Partial<ListingInput> & { onHand?: number } = {},
): Promise<Listing> {
  const body: ListingInput = {
    slug: unique('listing'),
    sourceLang: 'en',
    texts: { en: { title: 'Gisakura mountain black tea', description: 'Black tea, picked by hand.' } },
    originCountry: 'RW',
    variants: [{ sku: unique('SKU'), name: '250 g tin', onHand, prices: { USD: 1450 } }],
    ...over,
  };
  return owner.send({ method: 'POST', path: `/exporters/${exporter.id}/listings`, body, answer: Listing });
}

/** Scheduled by its host, for viewers of Chinese, Spanish, French, Swahili and Arabic. */
export function aSession(host: Person, over: Partial<z.input<typeof ScheduleSession>> = {}): Promise<Session> {
  const body: z.input<typeof ScheduleSession> = {
    slug: unique('session'),
    title: 'Rwandan tea and coffee',
    sourceLang: 'en',
    startsAt: new Date().toISOString(),
    languages: ['en', 'zh-Hans', 'es', 'fr', 'sw', 'ar'],
    ...over,
  };
  return host.send({ method: 'POST', path: '/sessions', body, answer: Session });
}

export async function aLiveSession(
  host: Person,
  over: Partial<z.input<typeof ScheduleSession>> = {},
): Promise<Session> {
  const session = await aSession(host, over);
  await host.send(startSession(session.id));
  return session;
}

export const inLineUp = (host: Person, session: Session, code: string, listing: Listing): Promise<LineUpItem> =>
  host.send({
    method: 'PUT',
    path: `/sessions/${session.id}/line-up/${code}`,
    body: { listingId: listing.id },
    answer: LineUpItem,
  });

export interface Show {
  host: Person;
  session: Session;
  desk: ExporterDesk;
  listing: Listing;
  variant: Variant;
  offer: Offer;
}

/** A live session that shows one listing as A1, pinned and on offer. */
export async function aShow(
  house: House,
  over: {
    onHand?: number;
    offer?: Partial<z.input<typeof OpenOffer>>;
    session?: Partial<z.input<typeof ScheduleSession>>;
  } = {},
): Promise<Show> {
  const [host, desk] = await Promise.all([aPerson(house), anExporter(house)]);
  const [session, listing] = await Promise.all([
    aLiveSession(host, over.session),
    aListing(desk, over.onHand === undefined ? {} : { onHand: over.onHand }),
  ]);
  await inLineUp(host, session, 'A1', listing);
  await host.send(pinItem(session.id, 'A1'));
  const offer = await host.send(openOfferFor(session.id, { code: 'A1', ...over.offer }));
  const [variant] = listing.variants;
  if (variant === undefined) throw new Error('The listing has no variant.');
  return { host, session, desk, listing, variant, offer };
}

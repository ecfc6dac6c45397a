import type {
  Caption,
  ChatMessage,
  ChatTranslation,
  Hold,
  LineUpItem,
  Offer,
  Session,
  SessionSnapshot,
  WaitingPlace,
  Welcome,
} from '#libs/contracts';

/** A UUID of version 7 whose last digits tell it apart: `anId(2)` sorts after `anId(1)`. */
export const anId = (n: number): string => `0193a000-0000-7000-8000-${n.toString().padStart(12, '0')}`;

export const noon = '2026-11-22T12:00:00.000Z';

export const aSession = (over: Partial<Session> = {}): Session => ({
  id: anId(1),
  slug: 'rwanda-tea',
  title: 'Tea and coffee of Rwanda',
  hostName: 'Aline',
  sourceLang: 'en',
  currency: 'USD',
  state: 'live',
  startsAt: noon,
  startedAt: noon,
  endedAt: null,
  languages: ['en', 'es', 'zh'],
  poster: null,
  ...over,
});

export const aLineUpItem = (code: string, available = 10): LineUpItem => ({
  code,
  position: 0,
  listing: {
    id: anId(20),
    exporterId: anId(21),
    slug: 'rukeri',
    sourceLang: 'en',
    texts: { en: { title: 'Rukeri tea', description: 'Black tea', machine: false, reviewed: true, stale: false } },
    image: null,
    images: [],
    hsCode: null,
    originCountry: 'RW',
    version: 1,
    archivedAt: null,
    variants: [
      {
        id: anId(22),
        sku: 'RUK-250',
        name: '250 g',
        names: {},
        prices: [{ amount: 1450, currency: 'USD' }],
        stock: { onHand: available, held: 0, sold: 0, available },
      },
    ],
  },
});

export const anOffer = (over: Partial<Offer> = {}): Offer => ({
  id: anId(30),
  sessionId: anId(1),
  code: 'A1',
  listingId: anId(20),
  maxPerBuyer: 5,
  holdSeconds: 600,
  mode: 'FIFO_HOLD',
  windowSeconds: null,
  totalLimit: null,
  seedHash: null,
  logHead: null,
  seed: null,
  openedAt: noon,
  closedAt: null,
  ...over,
});

export const aHold = (over: Partial<Hold> = {}): Hold => ({
  id: anId(40),
  orderId: anId(41),
  sessionId: anId(1),
  offerId: anId(30),
  code: 'A1',
  variantId: anId(22),
  variantName: '250 g',
  qty: 1,
  unitPrice: { amount: 1450, currency: 'USD' },
  total: { amount: 1450, currency: 'USD' },
  state: 'HELD',
  reserved: true,
  expiresAt: '2026-11-22T12:10:00.000Z',
  ...over,
});

export const aPlace = (over: Partial<WaitingPlace> = {}): WaitingPlace => ({
  id: anId(45),
  sessionId: anId(1),
  offerId: anId(30),
  code: 'A1',
  variantId: anId(22),
  variantName: '250 g',
  qty: 1,
  position: 4,
  state: 'WAITING',
  holdId: null,
  drawsAt: null,
  ...over,
});

export const aSnapshot = (over: Partial<SessionSnapshot> = {}): SessionSnapshot => ({
  session: aSession(),
  lineUp: [aLineUpItem('A1')],
  pinned: null,
  offers: [],
  slowModeSeconds: 0,
  video: null,
  engines: ['translation-memory'],
  audience: { viewers: 1, byLanguage: { es: 1 }, byCountry: {} },
  ...over,
});

export const aWelcome = (over: Partial<Welcome> = {}): Welcome => ({
  type: 'welcome',
  you: null,
  lang: 'es',
  snapshot: aSnapshot(),
  holds: [],
  waiting: [],
  heads: { epoch: 'first', seqs: { control: 0, chat: 0, 'chat.es': 0, 'caption.es': 0 } },
  resumed: false,
  serverTime: noon,
  ...over,
});

export const aMessage = (n: number, text = `message ${n}`): ChatMessage => ({
  type: 'chat.message',
  message: anId(n),
  author: { id: anId(50), name: 'Wei', role: null, simulated: false },
  lang: 'zh',
  text,
  replyTo: null,
  at: noon,
});

export const aTranslation = (n: number, over: Partial<ChatTranslation> = {}): ChatTranslation => ({
  type: 'chat.translation',
  message: anId(n),
  lang: 'es',
  from: 'zh',
  text: `mensaje ${n}`,
  engine: 'apertium',
  machine: true,
  lagMs: 40,
  flags: [],
  ...over,
});

export const aCaption = (n: number, over: Partial<Caption> = {}): Caption => ({
  type: 'caption',
  segment: anId(1000 + n),
  n,
  lang: 'es',
  from: 'en',
  rev: 1,
  sourceRev: 1,
  state: 'final',
  text: `frase ${n}`,
  stable: 0,
  t0: n * 1000,
  t1: n * 1000 + 900,
  engine: 'apertium',
  machine: true,
  lagMs: 40,
  flags: [],
  ...over,
});

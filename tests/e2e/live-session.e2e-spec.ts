import { expect } from '@jest/globals';
import {
  captionsFile,
  chatHistory,
  chatLines,
  decideSandboxPayment,
  exporterOrders,
  HttpClient,
  order as orderOf,
  payOrder,
  readableCaptions,
  sayCaption,
  sessionSnapshot,
} from '#libs/client';
import { Hold, type SayCaption } from '#libs/contracts';
import { aShow, aViewer } from '../support/builders.js';
import { demoCues, demoTranslation } from '../support/demo-show.js';
import { eventually } from '../support/eventually.js';
import { bothModes } from '../support/house.js';
import type { Seat } from '../support/seat.js';
import { storiesIn } from '../support/story.js';

const languages = ['zh-Hans', 'es', 'sw'];

const words = (text: string, over: Partial<SayCaption> = {}): SayCaption => ({
  segment: crypto.randomUUID(),
  lang: 'en',
  text,
  state: 'final',
  t0: 1000,
  t1: 4000,
  ...over,
});
const textsIn = (seat: Seat, lang: string) => readableCaptions(seat.state.captions, lang).map(({ text }) => text);
const readIn = (seat: Seat, lang: string, count: number) =>
  seat.until(`${count} captions in ${lang}`, () => textsIn(seat, lang).length >= count && textsIn(seat, lang));
/** Translation follows the audience: what is said before anybody counts a language is not translated into it. */
const watched = (seat: Seat, by: Record<string, number>) =>
  seat.until('everybody is counted', ({ audience }) =>
    Object.entries(by).every(([lang, count]) => audience.byLanguage[lang] === count),
  );

storiesIn(bothModes, 'a live session', (tell) => {
  tell('is read by everyone in their own language, and archived', async (house) => {
    const { host, session } = await aShow(house);
    const speaker = await host.join(session.id, 'en');
    const viewers = await Promise.all(
      languages.map(async (lang, index) => (await aViewer(house, { lang })).join(session.id, lang, index % 2 ? 1 : 0)),
    );
    await watched(speaker, { en: 1, 'zh-Hans': 1, es: 1, sw: 1 });

    const said = demoCues()
      .slice(0, 4)
      .map((cue) => words(cue.text, { t0: cue.t0, t1: cue.t1 }));
    const [first, second, third, byHttp] = said as [SayCaption, SayCaption, SayCaption, SayCaption];
    await speaker.command('caption.say', { ...first, state: 'partial', text: 'Muraho and' });
    for (const caption of [first, second, third]) await speaker.command('caption.say', caption);
    expect(await host.send(sayCaption(session.id, byHttp))).toMatchObject({ n: 4, rev: 1 });

    expect(await readIn(speaker, 'en', 4)).toEqual(said.map(({ text }) => text));
    for (const [index, lang] of languages.entries()) {
      const viewer = viewers[index] as Seat;
      expect(await readIn(viewer, lang, 4)).toEqual(said.map(({ text }) => demoTranslation(text, lang)));
      const captions = readableCaptions(viewer.state.captions, lang);
      expect(captions.map(({ n, from, engine, flags }) => ({ n, from, engine, flags }))).toEqual(
        said.map((_, at) => ({ n: at + 1, from: 'en', engine: 'memory', flags: [] })),
      );
    }

    const http = new HttpClient(house.url);
    for (const lang of ['en', ...languages]) {
      const file = await eventually(`the ${lang} archive is complete`, async () => {
        const text = await http.text(captionsFile(session.slug, lang));
        return said.every(({ segment }) => text.includes(segment)) && text;
      });
      const cues = said.map(({ text, segment }) => [segment, lang === 'en' ? text : demoTranslation(text, lang)]);
      expect(
        file
          .split('\n\n')
          // the first line, and that of the language
          .slice(2)
          .map((cue) => cue.trimEnd().split('\n')),
      ).toEqual(cues.map(([segment, text]) => [segment, expect.stringMatching(/ --> /), text]));
    }
  });

  tell('lets its viewers talk, each in their own language', async (house) => {
    const { host, session } = await aShow(house);
    const asked = '大家好，我在杭州，我们这里也产茶！';
    const [wei, lucia] = await Promise.all([
      aViewer(house, { displayName: '林晓雨', lang: 'zh-Hans' }),
      aViewer(house, { displayName: 'Lucía', lang: 'es' }),
    ]);
    const [speaker, chinese, spanish] = [
      await host.join(session.id, 'en'),
      await wei.join(session.id, 'zh-Hans', 0),
      await lucia.join(session.id, 'es', 1),
    ];
    await watched(speaker, { 'zh-Hans': 1, es: 1 });

    const { message, seq, claim } = await chinese.say(asked, 'zh-Hans');
    expect([seq, claim]).toEqual([1, null]);
    const line = await spanish.until('the translation', ({ chat }) =>
      chatLines(chat, 'es').find(({ translation }) => translation !== null),
    );
    expect(line).toMatchObject({
      message: { message, text: asked, lang: 'zh-Hans', author: { id: wei.account.id, name: '林晓雨', role: null } },
      translation: { text: demoTranslation(asked, 'es'), from: 'zh-Hans', engine: 'memory', flags: [] },
    });
    const reply = await spanish.command('chat.send', {
      key: crypto.randomUUID(),
      text: '¡Hola!',
      lang: 'es',
      replyTo: message,
    });
    await chinese.until('the reply', ({ chat }) => chat.messages.get(reply.message)?.replyTo === message);

    const history = () => new HttpClient(house.url).send(chatHistory(session.id, { lang: 'es' }));
    const page = await eventually('the chat is archived', async () => {
      const read = await history();
      return read.items.some(({ translation }) => translation !== null) && read.items.length === 2 && read;
    });
    expect(page.items.map((item) => item.message.text)).toEqual(['¡Hola!', asked]);
    expect(page.items[1]?.translation?.text).toBe(demoTranslation(asked, 'es'));
  });

  tell('sells in the chat: claimed, held, paid, confirmed, and the books agree', async (house) => {
    const { session, desk, variant, offer } = await aShow(house, { offer: { holdSeconds: 120 } });
    const [amina, wei] = await Promise.all([aViewer(house), aViewer(house, { lang: 'zh-Hans' })]);
    const [english, chinese] = [await amina.join(session.id, 'en', 0), await wei.join(session.id, 'zh-Hans', 1)];

    const claims = [await english.say('sold A1 x2', 'en'), await chinese.say('我要A1 两盒', 'zh-Hans')];
    const holds = claims.map(({ claim }) => {
      expect(claim).toMatchObject({
        outcome: 'HELD',
        hold: { code: 'A1', offerId: offer.id, variantId: variant.id, qty: 2, state: 'HELD' },
      });
      return claim?.outcome === 'HELD' ? claim.hold : undefined;
    });
    const [hold, other] = holds;
    if (hold === undefined || other === undefined) throw new Error('Nothing is held.');
    expect(hold.total).toEqual({ amount: 2900, currency: 'USD' });
    const secondsLeft = (Date.parse(hold.expiresAt) - english.connection.clock.now()) / 1000;
    expect(secondsLeft).toBeGreaterThan(100);
    expect(secondsLeft).toBeLessThanOrEqual(120);
    await chinese.until('everyone sees what is left', ({ room }) => {
      const stock = room?.stock.get(variant.id)?.value;
      return stock?.held === 4 && stock.available === 16;
    });

    const payment = await amina.send(payOrder(hold.orderId));
    expect(payment).toMatchObject({ state: 'pending', amount: { amount: 2900, currency: 'USD' } });
    expect(await amina.send(payOrder(hold.orderId))).toEqual(payment);
    await amina.send(decideSandboxPayment(payment.id, 'approve'));
    const confirmed = await english.until('the order is confirmed', ({ viewer }) => {
      const order = viewer.orders.get(hold.orderId)?.value;
      return order?.state === 'confirmed' && order;
    });
    await english.until(
      'the payment is captured',
      ({ viewer }) => viewer.payments.get(payment.id)?.value.state === 'captured',
    );
    await english.until('the hold is settled', ({ viewer }) => viewer.holds.get(hold.id)?.value.state === 'CONFIRMED');
    expect(chinese.state.viewer.orders.has(hold.orderId)).toBe(false);

    await wei.send({ method: 'DELETE', path: `/holds/${other.id}`, answer: Hold });
    await english.until('what Wei passed on is free again', ({ room }) => {
      const stock = room?.stock.get(variant.id)?.value;
      return stock?.available === 18 && stock.held === 0 && stock.sold === 2;
    });

    const system = await desk.newSystem();
    for (const caller of [desk.owner, system]) {
      const { items } = await caller.send(exporterOrders(desk.exporter.id));
      expect(items.find(({ id }) => id === hold.orderId)).toEqual(confirmed);
      expect(await caller.send(orderOf(hold.orderId))).toMatchObject({
        number: confirmed.number,
        state: 'confirmed',
        buyerName: 'Amina',
        lines: [{ variantId: variant.id, sku: variant.sku, qty: 2, unitPrice: { amount: 1450, currency: 'USD' } }],
        total: { amount: 2900, currency: 'USD' },
      });
    }

    const { lineUp } = await new HttpClient(house.url).send(sessionSnapshot(session.id));
    expect(lineUp[0]?.listing.variants[0]?.stock).toEqual({ onHand: 20, held: 0, sold: 2, available: 18 });
    expect(
      await house.database.row('SELECT on_hand, held, sold FROM stock WHERE variant_id = $1', [variant.id]),
    ).toEqual({
      on_hand: 20,
      held: 0,
      sold: 2,
    });
    expect(
      await house.database.query('SELECT state, qty FROM hold WHERE variant_id = $1 ORDER BY state', [variant.id]),
    ).toEqual([
      { state: 'CONFIRMED', qty: 2 },
      { state: 'RELEASED', qty: 2 },
    ]);
    expect(
      await house.database.query(
        'SELECT account, amount::int, currency FROM ledger_entry WHERE order_id = $1 ORDER BY amount DESC',
        [hold.orderId],
      ),
    ).toEqual([
      { account: 'provider:sandbox', amount: 2900, currency: 'USD' },
      { account: `exporter:${desk.exporter.id}`, amount: -2900, currency: 'USD' },
    ]);
    expect(await house.database.row('SELECT coalesce(sum(amount), 0)::int AS sum FROM ledger_entry')).toEqual({
      sum: 0,
    });
    await eventually('nothing is left in the outbox', async () => {
      const { waiting } = await house.database.row<{ waiting: number }>(
        'SELECT count(*)::int AS waiting FROM outbox_event WHERE delivered_at IS NULL',
      );
      return waiting === 0;
    });
  });
});

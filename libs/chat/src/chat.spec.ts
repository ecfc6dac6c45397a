import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import { type ChatMessage, type ChatTranslation, channels, type PostChat, type SignedInActor } from '#libs/contracts';
import { ListingsModule } from '#libs/listings';
import { OrdersModule } from '#libs/orders';
import { SessionLog } from '#libs/session-log';
import { MoveSession, SessionRoles, SessionsModule } from '#libs/sessions';
import { anActor, openFeatures } from '../../../tests/support/feature.js';
import { aSale, type Sale, stockOf } from '../../../tests/support/sale.js';
import { ChatModule } from './chat.module.js';
import { PostMessage } from './post-message.js';
import { ReadHistory } from './read-history.js';

const words = (text: string, over: Partial<PostChat> = {}): PostChat => ({ key: uuidv7(), text, lang: 'en', ...over });

describe('the chat of a session', () => {
  let features: INestApplicationContext;
  let sale: Sale;
  let viewer: SignedInActor;
  beforeAll(async () => {
    features = await openFeatures([AccountsModule, SessionsModule, ListingsModule, OrdersModule, ChatModule]);
    sale = await aSale(features);
    viewer = await anActor(features, '林晓雨');
  });
  afterAll(() => features.close());

  const post = (message: PostChat, actor = viewer, session = sale.session.id) =>
    features.get(PostMessage).post(actor, session, message);
  const heard = async (session = sale.session.id) =>
    (await features.get(SessionLog).latest(session, channels.chat, 50)).map(({ event }) => event as ChatMessage);

  it('carries the original to everyone, with who wrote it and in which language', async () => {
    const { session } = await aSale(features);
    const { message, seq, claim } = await post(words('这茶真香', { lang: 'zh-Hans' }), viewer, session.id);
    expect([seq, claim]).toEqual([1, null]);
    expect(await heard(session.id)).toEqual([
      {
        type: 'chat.message',
        message,
        author: { id: viewer.accountId, name: '林晓雨', role: null, simulated: false },
        lang: 'zh-Hans',
        text: '这茶真香',
        replyTo: null,
        at: expect.any(String),
      },
    ]);
  });

  it('says what role the writer has, and to what they reply', async () => {
    const { session, host } = await aSale(features);
    const moderator = await anActor(features);
    await features.get(SessionRoles).give(host, session.id, moderator.accountId, 'moderator');
    const question = await post(words('Do you ship to Peru?'), viewer, session.id);
    await post(words('We do.', { replyTo: question.message }), host, session.id);
    await post(words('In two weeks.'), moderator, session.id);
    expect((await heard(session.id)).map(({ author, replyTo }) => ({ role: author.role, replyTo }))).toEqual([
      { role: null, replyTo: null },
      { role: 'host', replyTo: question.message },
      { role: 'moderator', replyTo: null },
    ]);
  });

  it('takes a message that arrives five times for one, and answers the same', async () => {
    const { session } = await aSale(features);
    const message = words('only once, please');
    const together = await Promise.all(Array.from({ length: 4 }, () => post(message, viewer, session.id)));
    const answers = [...together, await post(message, viewer, session.id)];
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await heard(session.id)).toHaveLength(1);
  });

  it('does not take the key of one person for that of another', async () => {
    const { session } = await aSale(features);
    const key = uuidv7();
    await post(words('mine', { key }), viewer, session.id);
    await post(words('mine too', { key }), await anActor(features), session.id);
    expect((await heard(session.id)).map(({ text }) => text)).toEqual(['mine', 'mine too']);
  });

  it('answers an order with its one outcome, also when the message is sent again', async () => {
    const { session, variantIds } = await aSale(features);
    const order = words('我要A1 两盒', { lang: 'zh-Hans' });
    const first = await post(order, viewer, session.id);
    expect(first.claim).toMatchObject({ outcome: 'HELD', hold: { code: 'A1', qty: 2, state: 'HELD' } });
    const again = await post(order, viewer, session.id);
    expect(again).toMatchObject({ message: first.message, seq: first.seq, claim: { claim: first.claim?.claim } });
    expect(await stockOf(features, variantIds[0])).toMatchObject({ held: 2 });
    expect(await heard(session.id)).toHaveLength(1);
  });

  it('is open only while the session is live', async () => {
    const { session, host } = await aSale(features);
    await features.get(MoveSession).end(host, session.id);
    await expect(post(words('too late'), viewer, session.id)).rejects.toMatchObject({ code: 'session.wrong-state' });
    await expect(post(words('where?'), viewer, uuidv7())).rejects.toMatchObject({ code: 'session.not-found' });
    expect(await heard(session.id)).toEqual([]);
  });

  it('is read back newest first, page by page, with what it says in another language', async () => {
    const { session } = await aSale(features);
    const posted = [];
    for (const text of ['one', 'two', 'three']) posted.push(await post(words(text), viewer, session.id));
    const translation: ChatTranslation = {
      type: 'chat.translation',
      message: posted[1]?.message ?? '',
      lang: 'es',
      from: 'en',
      text: 'dos',
      engine: 'memory',
      machine: false,
      lagMs: 3,
      flags: [],
    };
    await features.get(SessionLog).append(session.id, channels.chatIn('es'), translation, `${translation.message}.es`);
    const read = (query: { lang?: string; cursor?: string }) =>
      features.get(ReadHistory).read(session.slug, { limit: 2, ...query });

    const page = await read({ lang: 'es' });
    expect(page.items.map(({ seq, message }) => ({ seq, text: message.text }))).toEqual([
      { seq: 3, text: 'three' },
      { seq: 2, text: 'two' },
    ]);
    expect(page.items.map((item) => item.translation)).toEqual([null, translation]);
    const rest = await read({ cursor: page.nextCursor ?? '' });
    expect(rest.items.map(({ message }) => message.text)).toEqual(['one']);
    expect(rest.nextCursor).toBeNull();
    expect((await read({})).items.map((item) => item.translation)).toEqual([null, null]);
  });
});

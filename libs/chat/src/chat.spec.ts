import { createHash } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import { type ChatMessage, type ChatTranslation, channels, type PostChat, type SignedInActor } from '#libs/contracts';
import { ListingsModule } from '#libs/listings';
import { RemoveMessage, SetSlowMode } from '#libs/moderation';
import { OrdersModule } from '#libs/orders';
import { SessionArchive, SessionLog } from '#libs/session-log';
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

  it('forgets a message that the staff takes away, in every language and also in translations that come later', async () => {
    const { session, host } = await aSale(features);
    const taken = words('call me on 555-0100');
    const posted = await post(taken, viewer, session.id);
    await post(words('good tea'), viewer, session.id);
    const translation = (lang: string): ChatTranslation => ({
      type: 'chat.translation',
      message: posted.message,
      lang,
      from: 'en',
      text: `555-0100 (${lang})`,
      engine: 'memory',
      machine: false,
      lagMs: 3,
      flags: [],
    });
    const translate = (lang: string) =>
      features
        .get(SessionLog)
        .append(session.id, channels.chatIn(lang), translation(lang), `${posted.message}.${lang}`);
    await translate('es');
    const remove = () => features.get(RemoveMessage, { strict: false }).remove(host, session.id, posted.message);
    await remove();
    await remove();
    await translate('sw');

    const archive = features.get(SessionArchive);
    const entries = [];
    for (const channel of [channels.chat, channels.chatIn('es'), channels.chatIn('sw')])
      for await (const { event } of archive.channel(session.id, channel)) entries.push(event);
    expect(entries.map(({ type }) => type)).toEqual([
      'chat.message',
      'chat.message',
      'chat.removed',
      'chat.translation',
      'chat.translation',
    ]);
    expect(JSON.stringify(entries)).not.toContain('555-0100');
    const sha256 = createHash('sha256').update(taken.text).digest('hex');
    expect(entries[0]).toMatchObject({ message: posted.message, text: '', removed: { sha256 } });
    const { items } = await features.get(ReadHistory).read(session.slug, { limit: 10, lang: 'es' });
    expect(items.map(({ message }) => message.text)).toEqual(['good tea']);
    expect(await post(taken, viewer, session.id)).toEqual(posted);
  });

  it('lets only the staff take a message away, and only one of this session', async () => {
    const { session, host } = await aSale(features);
    const { message } = await post(words('good tea'), viewer, session.id);
    const removal = features.get(RemoveMessage, { strict: false });
    await expect(removal.remove(viewer, session.id, message)).rejects.toMatchObject({ code: 'account.forbidden' });
    await expect(removal.remove(host, session.id, uuidv7())).rejects.toMatchObject({ code: 'chat.message-not-found' });
    const other = await aSale(features);
    await expect(removal.remove(other.host, other.session.id, message)).rejects.toMatchObject({
      code: 'chat.message-not-found',
    });
  });

  it('answers a retry of what it took, also when the next message would have to wait', async () => {
    const { session, host } = await aSale(features);
    await features.get(SetSlowMode, { strict: false }).set(host, session.id, 60);
    const message = words('once');
    const posted = await post(message, viewer, session.id);
    expect(await post(message, viewer, session.id)).toEqual(posted);
    await expect(post(words('twice'), viewer, session.id)).rejects.toMatchObject({ code: 'request.limited' });
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

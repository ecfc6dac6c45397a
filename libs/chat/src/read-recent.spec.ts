import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import { type ChatTranslation, channels, DomainError } from '#libs/contracts';
import { ListingsModule } from '#libs/listings';
import { RemoveMessage } from '#libs/moderation';
import { OrdersModule } from '#libs/orders';
import { SessionLog } from '#libs/session-log';
import { SessionsModule } from '#libs/sessions';
import { anActor, openFeatures } from '../../../tests/support/feature.js';
import { aSale } from '../../../tests/support/sale.js';
import { ChatModule } from './chat.module.js';
import { PostMessage } from './post-message.js';
import { ReadHistory } from './read-history.js';
import { ReadRecent } from './read-recent.js';

describe('what was said lately', () => {
  let features: INestApplicationContext;
  beforeAll(async () => {
    features = await openFeatures([AccountsModule, SessionsModule, ListingsModule, OrdersModule, ChatModule]);
  });
  afterAll(() => features.close());

  async function aTalk(...texts: string[]) {
    const { session, host } = await aSale(features);
    const viewer = await anActor(features);
    const said: string[] = [];
    for (const text of texts) {
      const post = { key: uuidv7(), text, lang: 'en' };
      said.push((await features.get(PostMessage).post(viewer, session.id, post)).message);
    }
    return { session, host, said };
  }
  const textsOf = async (recent: ReadRecent, sessionId: string, limit = 10) =>
    (await recent.read(sessionId, 'sw', limit)).map(({ message }) => message.text);

  it('comes newest first, as much as is asked for, with its translation', async () => {
    const { session, said } = await aTalk('one', 'two', 'three');
    const message = said[1] ?? '';
    const translation: ChatTranslation = {
      type: 'chat.translation',
      message,
      lang: 'sw',
      from: 'en',
      text: 'mbili',
      engine: 'memory',
      machine: false,
      lagMs: 1,
      flags: [],
    };
    await features.get(SessionLog).append(session.id, channels.chatIn('sw'), translation, `${message}.sw`);
    const items = await features.get(ReadRecent).read(session.id, 'sw', 2);
    expect(items.map(({ message, translation }) => [message.text, translation?.text])).toEqual([
      ['three', undefined],
      ['two', 'mbili'],
    ]);
  });

  it('leaves out what a moderator took away', async () => {
    const { session, host, said } = await aTalk('kind', 'rude');
    await features.get(RemoveMessage, { strict: false }).remove(host, session.id, said[1] ?? '');
    expect(await textsOf(features.get(ReadRecent), session.id)).toEqual(['kind']);
  });

  it('is told by the archive alone while the log is away', async () => {
    const { session } = await aTalk('one', 'two');
    const away = { latest: () => Promise.reject(new DomainError('server.unavailable')) } as unknown as SessionLog;
    expect(await textsOf(new ReadRecent(away, features.get(ReadHistory)), session.id)).toEqual(['two', 'one']);
  });
});

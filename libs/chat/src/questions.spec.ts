import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import { type ChatMessage, channels, type PostChat } from '#libs/contracts';
import { ListingsModule } from '#libs/listings';
import { OrdersModule } from '#libs/orders';
import { SessionLog } from '#libs/session-log';
import { SessionsModule } from '#libs/sessions';
import { eventually } from '../../../tests/support/eventually.js';
import { anActor, openFeatures, quietSettings } from '../../../tests/support/feature.js';
import { OwnDatabase } from '../../../tests/support/own-database.js';
import { JobRecord, recordingJobs } from '../../../tests/support/recording-jobs.js';
import { aSale } from '../../../tests/support/sale.js';
import { ChatModule } from './chat.module.js';
import { PostMessage } from './post-message.js';

describe('asking the host', () => {
  let database: OwnDatabase;
  let features: INestApplicationContext;
  const record = new JobRecord();
  beforeAll(async () => {
    database = await OwnDatabase.create();
    const modules = [AccountsModule, SessionsModule, ListingsModule, OrdersModule, ChatModule, recordingJobs(record)];
    features = await openFeatures(modules, quietSettings({ DATABASE_URL: database.url }));
  });
  afterAll(async () => {
    await features.close();
    await database.drop();
  });

  /** A room in which nobody is seen to read along, so that nothing is translated but what is owed to somebody. */
  async function aRoom() {
    const { session, host } = await aSale(features);
    const viewer = await anActor(features, '林晓雨');
    const post = (post: Partial<PostChat>, actor = viewer) =>
      features.get(PostMessage).post(actor, session.id, { key: uuidv7(), text: '有货吗？', lang: 'zh-Hans', ...post });
    const heard = async () =>
      (await features.get(SessionLog).latest(session.id, channels.chat, 20)).map(({ event }) => event as ChatMessage);
    const jobs = () =>
      record.done.flatMap(({ data }) => ('texts' in data && data.sessionId === session.id ? [data] : []));
    const asked = (count: number) => eventually(`${count} translations`, async () => jobs().length >= count && jobs());
    return { session, host, post, heard, jobs, asked };
  }

  it('reaches the host in the language of the session, before what viewers say to each other', async () => {
    const { post, heard, asked } = await aRoom();
    const { message } = await post({});
    expect(await heard()).toMatchObject([{ message, toHost: true }]);
    expect(await asked(1)).toMatchObject([
      { from: 'zh-Hans', to: 'en', priority: 'host-chat', texts: [{ message, text: '有货吗？' }] },
    ]);
  });

  it('is answered at once in the language of whoever asked, linked to the question', async () => {
    const { post, host, heard, asked } = await aRoom();
    const question = await post({});
    const answer = await post({ text: 'Plenty left.', lang: 'en', replyTo: question.message }, host);
    expect((await heard()).at(-1)).toMatchObject({ message: answer.message, replyTo: question.message });
    expect((await asked(2)).find(({ from }) => from === 'en')).toMatchObject({
      to: 'zh-Hans',
      priority: 'host-chat',
      texts: [{ message: answer.message, byStaff: true }],
    });
  });

  it('is not what viewers say to each other, which is translated for those who read along', async () => {
    const { post, host, heard, asked, jobs } = await aRoom();
    const remark = await post({ text: '好茶' });
    await post({ text: '是吗？', replyTo: remark.message });
    await post({ text: 'Welcome!', lang: 'en' }, host);
    await post({});
    expect((await heard()).map(({ toHost }) => toHost ?? false)).toEqual([false, false, false, true]);
    await asked(1);
    expect(jobs()).toHaveLength(1);
  });
});

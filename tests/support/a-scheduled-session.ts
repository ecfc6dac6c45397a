import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { ScheduleSession as Plan, Session, SignedInActor } from '#libs/contracts';
import { ScheduleSession } from '#libs/sessions';

/** A session that somebody will host, for use cases. The features must include SessionsModule. */
export const aScheduledSession = (
  features: INestApplicationContext,
  host: SignedInActor,
  over: Partial<Plan> = {},
): Promise<Session> =>
  features.get(ScheduleSession, { strict: false }).schedule(host, {
    slug: `session-${uuidv7()}`,
    title: 'Tea',
    sourceLang: 'en',
    currency: 'USD',
    startsAt: new Date().toISOString(),
    languages: ['en'],
    archiveLanguages: [],
    maxLanguages: 4,
    ...over,
  });

import { Redis } from 'ioredis';
import type { Voice } from './voice.js';

export const benchChannel = 'bench';

/** Publishes to whatever server listens to the Redis that REDIS_URL names. */
export function pubSubVoice(): Voice {
  const redis = new Redis(process.env.REDIS_URL as string);
  return { say: (message) => redis.publish(benchChannel, JSON.stringify(message)) };
}

/** The other end: hands on each message. */
export async function hearMessages(heard: (message: unknown) => void): Promise<void> {
  const redis = new Redis(process.env.REDIS_URL as string);
  redis.on('message', (_channel: string, text: string) => heard(JSON.parse(text)));
  await redis.subscribe(benchChannel);
}

import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { channels } from '#libs/contracts';
import { DatabaseModule } from '#libs/database';
import { loadSettings, PlatformModule } from '#libs/platform';
import { SessionLog, SessionLogModule } from '#libs/session-log';
import type { Voice } from './voice.js';

@Module({})
class SpeakerModule {}

/**
 * Appends to the chat channel of a session, as PostMessage does: numbered, stored and published by Redis. What posting
 * costs beside that (who may, how often, what it claims, who translates) is not what fan-out costs.
 */
export async function sessionLogVoice(sessionId: string): Promise<Voice> {
  const imports = [PlatformModule.with(loadSettings()), DatabaseModule, SessionLogModule];
  const features = await NestFactory.createApplicationContext({ module: SpeakerModule, imports }, { logger: false });
  const log = features.get(SessionLog);
  return { say: (message) => log.append(sessionId, channels.chat, message, message.message) };
}

import { uuidv7 } from 'uuidv7';
import { channels, type SessionVideo } from '#libs/contracts';
import type { OutboxEvent } from '#libs/database';

export const videoChanged = (sessionId: string, video: SessionVideo | null): OutboxEvent => ({
  id: uuidv7(),
  sessionId,
  channel: channels.control,
  event: { type: 'video.changed', video },
});

import { answer } from './processes/commands.js';
import { pubSubVoice } from './speaker/pub-sub-voice.js';
import { sessionLogVoice } from './speaker/session-log-voice.js';
import { type Pace, Speaker } from './speaker/speaker.js';

let speaker: Speaker | undefined;

/** A process that publishes. */
const commands = {
  /** @param session `null` publishes past the session log, to a yardstick */
  async open({ session }: { session: string | null }) {
    speaker = new Speaker(session === null ? pubSubVoice() : await sessionLogVoice(session));
  },
  start: (pace: Pace) => speaker?.start(pace),
  stop: () => speaker?.stop() ?? { published: 0, failed: 0 },
};
export type SpeakerCommands = typeof commands;

answer(commands);

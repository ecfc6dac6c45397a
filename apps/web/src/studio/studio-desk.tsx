import { t } from '../i18n/messages.js';
import { ChatPanel } from '../watch/chat-panel.js';
import { ConnectionNote } from '../watch/connection-note.js';
import type { WatchRoom } from '../watch/watch-room.js';
import { LanguagesPanel } from './languages-panel.js';
import { LineUpPanel } from './line-up-panel.js';
import { LiveControls } from './live-controls.js';
import { SpeakPanel } from './speak-panel.js';
import { VideoPanel } from './video-panel.js';

export const StudioDesk = ({ room }: { room: WatchRoom }) => (
  <>
    <header class="staff-head">
      <h1>
        <bdi lang={room.info.value.sourceLang}>{room.info.value.title}</bdi>
      </h1>
      <LiveControls room={room} />
      <a class="button button-outline button-small" href={`/s/${room.info.value.slug}`} target="_blank" rel="noopener">
        {t('watchPage')}
      </a>
    </header>
    <div class="studio">
      <ConnectionNote room={room} />
      <div class="studio-column">
        <SpeakPanel room={room} />
        <VideoPanel room={room} />
        <LineUpPanel room={room} />
      </div>
      <LanguagesPanel room={room} />
      <ChatPanel room={room} />
    </div>
  </>
);

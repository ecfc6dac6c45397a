import { t } from '../i18n/messages.js';
import { ChatPanel } from '../watch/chat-panel.js';
import { ConnectionNote } from '../watch/connection-note.js';
import type { WatchRoom } from '../watch/watch-room.js';
import { LanguagesPanel } from './languages-panel.js';
import { LineUpPanel } from './line-up-panel.js';
import { LiveControls } from './live-controls.js';
import { OffersPanel } from './offers-panel.js';
import { PulsePanel } from './pulse/pulse-panel.js';
import { QuestionsPanel } from './questions-panel.js';
import { SalesPanel } from './sales-panel.js';
import { Shortcuts } from './shortcuts.js';
import { SpeakPanel } from './speak-panel.js';
import { VideoPanel } from './video-panel.js';

/** What is said and shown, who buys, who reads along, who asks: a column each where there is room. */
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
      <Shortcuts room={room} />
    </header>
    <div class="studio">
      <ConnectionNote room={room} />
      <div class="studio-column studio-show">
        <SpeakPanel room={room} />
        <LineUpPanel room={room} />
        <VideoPanel room={room} />
      </div>
      <div class="studio-column studio-talk">
        <QuestionsPanel room={room} />
        <ChatPanel room={room} />
      </div>
      <div class="studio-column studio-sell">
        <OffersPanel room={room} />
        <SalesPanel room={room} />
      </div>
      <div class="studio-column studio-read">
        <LanguagesPanel room={room} />
        <PulsePanel room={room} />
      </div>
    </div>
  </>
);

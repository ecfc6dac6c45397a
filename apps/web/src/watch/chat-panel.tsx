import { useState } from 'preact/hooks';
import type { ChatLine as Line } from '#libs/client';
import { t } from '../i18n/messages.js';
import { ChatLine } from './chat-line.js';
import { Composer } from './composer.js';
import { StickyList } from './sticky-list.js';
import type { WatchRoom } from './watch-room.js';

const SHOWN_LINES = 150;

export function ChatPanel({ room }: { room: WatchRoom }) {
  const lines = room.lines.value.slice(-SHOWN_LINES);
  const shown = new Set(lines.map(({ message }) => message.message));
  const me = room.session.value.you?.id;
  const over = /ended|cancelled/.test(room.info.value.state);
  const [answering, setAnswering] = useState<Line | null>(null);
  return (
    <section class="panel chat" aria-label={t('chat')}>
      <h2 class="panel-title">{t('chat')}</h2>
      <StickyList label={t('chat')} count={lines.length}>
        {lines.map((line) => (
          <ChatLine
            key={line.message.message}
            line={line}
            mine={line.message.author.id === me}
            askedShown={shown.has(line.message.replyTo ?? '')}
            onAnswer={over ? undefined : () => setAnswering(line)}
          />
        ))}
        {lines.length === 0 && <li class="quiet chat-empty">{t('chatEmpty')}</li>}
      </StickyList>
      {!over && <Composer room={room} answering={answering} onAnswered={() => setAnswering(null)} />}
    </section>
  );
}

import { t } from '../i18n/messages.js';
import { engineName } from './translation-note.js';
import type { WatchRoom } from './watch-room.js';

/** Says plainly which engines are at work in this session. */
export function EngineLine({ room }: { room: WatchRoom }) {
  const engines = (room.session.value.room?.snapshot ?? room.snapshot).engines.filter((engine) => engine !== 'source');
  if (room.served.value === room.info.value.sourceLang) return null;
  const names = engines.map(engineName).join(', ');
  return <p class="engines">{engines.length === 0 ? t('noEngines') : t('enginesAtWork', { engines: names })}</p>;
}

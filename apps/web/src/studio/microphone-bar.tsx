import { useEffect, useState } from 'preact/hooks';
import { serviceConfig } from '#libs/client';
import { type MessageKey, t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';
import { Icon } from '../ui/icon.js';
import { LanguageMenu } from '../ui/language-menu.js';
import type { WatchRoom } from '../watch/watch-room.js';
import { Microphone, type MicTrouble } from './microphone.js';

const textOf: Record<NonNullable<MicTrouble>, MessageKey> = {
  blocked: 'micBlocked',
  engine: 'micEngine',
  audio: 'micAudio',
  decoder: 'micAudio',
  lost: 'micLost',
};

/** The host speaks by speaking, where the house has a recogniser. */
export function MicrophoneBar({ room }: { room: WatchRoom }) {
  const [microphone] = useState(() => new Microphone(room));
  const [heard, setHeard] = useState(false);
  const { state, languages, sourceLang } = room.info.value;
  useEffect(() => {
    room.person.http.send(serviceConfig()).then(
      ({ speech }) => setHeard(speech !== null),
      () => {},
    );
    return () => microphone.stop();
  }, [room, microphone]);
  useEffect(() => {
    if (state !== 'live') microphone.stop();
  }, [state, microphone]);
  if (!heard) return null;
  const on = microphone.on.value;
  const trouble = microphone.trouble.value;
  return (
    <div class="microphone">
      <button
        type="button"
        class={on ? 'button button-outline' : 'button'}
        disabled={state !== 'live'}
        onClick={() => (on ? microphone.stop() : void microphone.start())}
      >
        <Icon name="mic" />
        {t(on ? 'micStop' : 'micStart')}
      </button>
      <LanguageMenu
        label={t('micLanguage')}
        languages={[sourceLang, ...languages.filter((lang) => lang !== sourceLang)]}
        value={microphone.lang.value}
        onChange={(lang) => {
          microphone.lang.value = lang;
        }}
      />
      {on && <Level microphone={microphone} />}
      {on && trouble === null && <p class="quiet">{t('micOn')}</p>}
      <FormError error={trouble === null ? null : t(textOf[trouble])} />
    </div>
  );
}

const Level = ({ microphone }: { microphone: Microphone }) => (
  <svg class="microphone-level" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
    <rect width={100 * microphone.level.value} height="4" />
  </svg>
);

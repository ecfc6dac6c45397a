import { useEffect, useState } from 'preact/hooks';
import { renewStreamKey, serviceConfig } from '#libs/client';
import type { StreamKey } from '#libs/contracts';
import { staff } from '../app/client.js';
import { useAction } from '../app/use-action.js';
import { t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';
import { VideoRulesForm } from './video-rules-form.js';
import type { WatchRoom } from '../watch/watch-room.js';

/** What the host types into the program that publishes the video; nothing in a house without a media server. */
export function VideoPanel({ room }: { room: WatchRoom }) {
  const [offered, setOffered] = useState(false);
  const [key, setKey] = useState<StreamKey | null>(null);
  const { run, busy, error } = useAction();
  const { id, state } = room.info.value;
  useEffect(() => {
    room.person.http.send(serviceConfig()).then(
      ({ video }) => setOffered(video),
      () => {},
    );
  }, [room]);
  if (!offered || state === 'ended' || state === 'cancelled') return null;
  const renew = () => run(async () => setKey(await staff.me.send(renewStreamKey(id))));
  return (
    <section class="card desk-panel">
      <h2>{t('video')}</h2>
      <button type="button" class="button button-outline" disabled={busy} onClick={renew}>
        {t('newStreamKey')}
      </button>
      <VideoRulesForm sessionId={id} />
      {key !== null && <KeyToType streamKey={key} />}
      <FormError error={error} />
    </section>
  );
}

const KeyToType = ({ streamKey: { server, key } }: { streamKey: StreamKey }) => (
  <>
    {server !== null && <ToCopy label={t('publishTo')} text={server} />}
    <ToCopy label={t('streamKey')} text={key} />
    <p role="status">{t('streamKeyOnce')}</p>
  </>
);

const ToCopy = ({ label, text }: { label: string; text: string }) => (
  <label>
    {label}
    <input
      name="address"
      class="field"
      readOnly
      dir="ltr"
      value={text}
      onFocus={(event) => event.currentTarget.select()}
    />
  </label>
);

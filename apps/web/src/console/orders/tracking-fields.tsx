import type { Tracking } from '#libs/contracts';
import { t } from '../../i18n/messages.js';

type Draft = Record<keyof Tracking, string>;

/** What was filled in; an order may also be sent with nobody known who carries it. */
export function trackingOf({ carrier, number, url }: Draft): Tracking | undefined {
  if (carrier.trim() === '') return undefined;
  return { carrier: carrier.trim(), number: number.trim() || undefined, url: url.trim() || undefined };
}

export function TrackingFields({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const set = (name: keyof Draft) => (event: { currentTarget: { value: string } }) =>
    onChange({ ...draft, [name]: event.currentTarget.value });
  const isNamed = draft.number.trim() !== '' || draft.url.trim() !== '';
  return (
    <div class="fields">
      <label>
        <span>{t('trade.carrier')}</span>
        <input
          name="carrier"
          class="field field-small"
          maxLength={60}
          required={isNamed}
          value={draft.carrier}
          onInput={set('carrier')}
        />
      </label>
      <label>
        <span>{t('trade.trackingNumber')}</span>
        <input
          name="number"
          class="field field-small"
          maxLength={60}
          dir="ltr"
          value={draft.number}
          onInput={set('number')}
        />
      </label>
      <label class="fields-wide">
        <span>{t('trade.trackingPage')}</span>
        <input
          name="url"
          class="field field-small"
          type="url"
          maxLength={500}
          dir="ltr"
          placeholder="https://"
          value={draft.url}
          onInput={set('url')}
        />
      </label>
    </div>
  );
}

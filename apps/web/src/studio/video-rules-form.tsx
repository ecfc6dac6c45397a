import { useEffect, useState } from 'preact/hooks';
import { setVideoRules, videoRules } from '#libs/client';
import type { VideoRules } from '#libs/contracts';
import { staff } from '../app/client.js';
import { useAction } from '../app/use-action.js';
import { locale, t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';

const offered = [2, 5, 10, 30];
const minutes = (count: number): string =>
  new Intl.NumberFormat(locale.value, { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(count);

/** Whether the session follows its video. Nothing moves by itself as long as the host does not want it. */
export function VideoRulesForm({ sessionId }: { sessionId: string }) {
  const [rules, setRules] = useState<VideoRules | null>(null);
  const { run, busy, error } = useAction();
  useEffect(() => {
    staff.me.send(videoRules(sessionId)).then(setRules, () => {});
  }, [sessionId]);
  if (rules === null) return null;
  const { startsSession, endsSessionAfterMinutes: after } = rules;
  const change = (over: Partial<VideoRules>) =>
    run(async () => setRules(await staff.me.send(setVideoRules(sessionId, { ...rules, ...over }))));
  const choices = [...new Set([...offered, ...(after === null ? [] : [after])])].toSorted((a, b) => a - b);
  return (
    <div class="video-rules">
      <label class="video-rule">
        <input
          name="startsSession"
          type="checkbox"
          checked={startsSession}
          disabled={busy}
          onChange={() => change({ startsSession: !startsSession })}
        />
        {t('videoStarts')}
      </label>
      <label>
        {t('videoEnds')}
        <select
          name="endsAfter"
          class="field"
          value={after ?? ''}
          disabled={busy}
          onChange={({ currentTarget: { value } }) =>
            change({ endsSessionAfterMinutes: value === '' ? null : Number(value) })
          }
        >
          <option value="">{t('videoEndsNever')}</option>
          {choices.map((count) => (
            <option key={count} value={count}>
              {minutes(count)}
            </option>
          ))}
        </select>
      </label>
      <FormError error={error} />
    </div>
  );
}

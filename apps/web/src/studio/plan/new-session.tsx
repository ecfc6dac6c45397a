import { scheduleSession } from '#libs/client';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { locale, t } from '../../i18n/messages.js';
import { tomorrow } from './local-time.js';
import { type Plan, SessionForm } from './session-form.js';

export function NewSession({ onScheduled }: { onScheduled: (id: string) => void }) {
  const { run, busy, error } = useAction();
  const sourceLang = locale.value.split('-')[0] ?? 'en';
  const start: Plan = {
    title: '',
    slug: '',
    sourceLang: sourceLang === 'zh' ? 'zh-Hans' : sourceLang,
    languages: [],
    currency: 'USD',
    startsAt: tomorrow(),
  };
  const schedule = (plan: Plan) =>
    run(async () => {
      const { id } = await staff.me.send(scheduleSession({ ...plan, languages: [plan.sourceLang, ...plan.languages] }));
      onScheduled(id);
    });
  return (
    <section class="card desk-panel">
      <h2>{t('plan.new')}</h2>
      <p class="quiet">{t('plan.newLead')}</p>
      <SessionForm start={start} submit={t('plan.schedule')} busy={busy} error={error} onSubmit={schedule} />
    </section>
  );
}

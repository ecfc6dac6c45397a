import { answerRequest } from '#libs/client';
import type { OrderRequest } from '#libs/contracts';
import { useState } from 'preact/hooks';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { formatMoment } from '../../i18n/format.js';
import { t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';

/** What a buyer asks for, and the exporter's answer. A refusal says why. */
export function RequestRow({ request, onAnswered }: { request: OrderRequest; onAnswered: () => void }) {
  const [refusing, setRefusing] = useState(false);
  const [why, setWhy] = useState('');
  const { run, busy, error } = useAction();
  const answer = (refusal?: string) =>
    run(async () => {
      await staff.me.send(answerRequest(request.orderId, request.id, refusal));
      onAnswered();
    });
  const refuse = (event: Event) => {
    event.preventDefault();
    answer(why.trim());
  };
  return (
    <div class={`request request-${request.state}`}>
      <p>
        <strong>{t(`kind.${request.kind}`)}</strong> · {t(`request.${request.state}`)}
      </p>
      <p dir="auto">{request.reason}</p>
      {request.answer && (
        <p class="quiet" dir="auto">
          {request.answer}
        </p>
      )}
      {request.state === 'requested' && (
        <>
          <p class="quiet">{t('requestDue', { when: formatMoment(request.dueAt) })}</p>
          {refusing ? (
            <form class="request-answer" onSubmit={refuse}>
              <input
                name="why"
                class="field field-small"
                aria-label={t('refuseWhy')}
                placeholder={t('refuseWhy')}
                maxLength={300}
                value={why}
                onInput={(event) => setWhy(event.currentTarget.value)}
              />
              <button class="button button-small" disabled={busy || why.trim() === ''}>
                {t('refuse')}
              </button>
              <button type="button" class="button button-plain button-small" onClick={() => setRefusing(false)}>
                {t('cancel')}
              </button>
            </form>
          ) : (
            <div class="request-answer">
              <button type="button" class="button button-small" disabled={busy} onClick={() => answer()}>
                {t('accept')}
              </button>
              <button type="button" class="button button-outline button-small" onClick={() => setRefusing(true)}>
                {t('refuse')}
              </button>
            </div>
          )}
        </>
      )}
      <FormError error={error} />
    </div>
  );
}

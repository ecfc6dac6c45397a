import { ApiProblem, askOfOrder, cancelOrder } from '#libs/client';
import type { Order, OrderRequestKind } from '#libs/contracts';
import { askable } from '#libs/pages';
import { useState } from 'preact/hooks';
import { useAction } from '../app/use-action.js';
import { t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';
import type { WatchRoom } from './watch-room.js';

/** The way out of an order: before it is shipped it is cancelled, after that it goes back. */
export function AskOfOrder({ room, order }: { room: WatchRoom; order: Order }) {
  const kinds = askable(order);
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState(kinds[0] ?? 'cancellation');
  const [reason, setReason] = useState('');
  const { run, busy, error } = useAction();
  const asked = kinds.includes(kind) ? kind : (kinds[0] ?? kind);
  const ask = (event: Event) => {
    event.preventDefault();
    run(async () => {
      await send(room, order, asked, reason.trim());
      setOpen(false);
    });
  };
  if (!open)
    return (
      <button type="button" class="button button-outline button-small" onClick={() => setOpen(true)}>
        {t(order.shippedAt === null ? 'cancelOrder' : 'askBack')}
      </button>
    );
  return (
    <form class="ask" onSubmit={ask}>
      {kinds.length > 1 && (
        <fieldset class="variants">
          <legend class="sr-only">{t('askAs')}</legend>
          {kinds.map((option) => (
            <label key={option} class="variant">
              <input type="radio" name="kind" checked={option === asked} onChange={() => setKind(option)} />
              <span>{t(`kind.${option}`)}</span>
            </label>
          ))}
        </fieldset>
      )}
      <input
        name="reason"
        class="field field-small"
        aria-label={t('askWhy')}
        placeholder={t('askWhy')}
        maxLength={300}
        required
        value={reason}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      <p class="ask-buttons">
        <button class="button button-small" disabled={busy}>
          {t('ask')}
        </button>
        <button type="button" class="button button-plain button-small" onClick={() => setOpen(false)}>
          {t('close')}
        </button>
      </p>
      <FormError error={error} />
    </form>
  );
}

/** The server knows whether money was taken: until then cancelling is free, and after that it is asked for. */
async function send(room: WatchRoom, { id }: Order, kind: OrderRequestKind, reason: string): Promise<void> {
  const { me } = room.person;
  const cancelled =
    kind === 'cancellation' &&
    (await me.send(cancelOrder(id, reason)).then(
      () => true,
      (error: unknown) => {
        if (error instanceof ApiProblem && error.code === 'order.wrong-state') return false;
        throw error;
      },
    ));
  if (!cancelled) await me.send(askOfOrder(id, { kind, reason }));
}

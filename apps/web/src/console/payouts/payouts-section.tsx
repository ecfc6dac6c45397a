import { payouts, payoutsPath } from '#libs/client';
import type { PayoutStatement } from '#libs/contracts';
import { useState } from 'preact/hooks';
import { staff } from '../../app/client.js';
import { saveFile } from '../../app/save-file.js';
import { useAction } from '../../app/use-action.js';
import { usePolled } from '../../app/use-polled.js';
import { locale, t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';
import { monthName, monthsUntil, timeOf } from './months.js';
import { StatementAccount } from './statement-account.js';

const STATEMENT_EVERY_MS = 60_000;

/** What the house owes the exporter, month by month: one account a currency, for they can not be added. */
export function PayoutsSection({ exporterId }: { exporterId: string }) {
  const months = monthsUntil(new Date());
  const [month, setMonth] = useState(months[0] ?? '');
  const time = timeOf(month);
  const { value, error } = usePolled(
    () => staff.me.send(payouts(exporterId, time)),
    STATEMENT_EVERY_MS,
    `payouts ${exporterId} ${month}`,
  );
  const { run, busy, error: failure } = useAction();
  const save = () =>
    run(async () => {
      const csv = await staff.me.text(payoutsPath(exporterId, time), 'text/csv');
      saveFile(`payouts-${month}.csv`, 'text/csv', csv);
    });
  return (
    <section class="side">
      <div class="toolbar">
        <label>
          <span class="sr-only">{t('payouts.month')}</span>
          <select
            name="month"
            class="field field-small"
            value={month}
            onChange={(event) => setMonth(event.currentTarget.value)}
          >
            {months.map((one) => (
              <option key={one} value={one}>
                {monthName(one, locale.value)}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          class="button button-outline button-small"
          disabled={busy || value === null}
          onClick={save}
        >
          {t('payouts.csv')}
        </button>
      </div>
      <FormError error={failure} />
      {value === null ? (
        <p class="quiet" role="status">
          {error ?? t('loading')}
        </p>
      ) : (
        <Accounts statement={value} />
      )}
    </section>
  );
}

const Accounts = ({ statement: { accounts } }: { statement: PayoutStatement }) =>
  accounts.length === 0 ? (
    <p class="card empty">{t('payouts.none')}</p>
  ) : (
    <>
      {accounts.map((account) => (
        <StatementAccount key={account.currency} account={account} />
      ))}
    </>
  );

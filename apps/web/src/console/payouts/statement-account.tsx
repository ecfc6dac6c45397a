import type { PayoutStatement, StatementLine } from '#libs/contracts';
import { formatMoment, formatMoney } from '../../i18n/format.js';
import { t } from '../../i18n/messages.js';

type Account = PayoutStatement['accounts'][number];
const kinds: readonly StatementLine['kind'][] = ['sale', 'refund', 'platform-fee', 'provider-fee'];

/** What there was, what moved and what there is, in one currency. */
export function StatementAccount({ account: { currency, opening, lines, closing } }: { account: Account }) {
  const money = (amount: number) => formatMoney({ currency, amount });
  const sumOf = (kind: StatementLine['kind']) =>
    lines.filter((line) => line.kind === kind).reduce((sum, { amount }) => sum + amount, 0);
  return (
    <section class="card desk-panel">
      <h2>{currency}</h2>
      <dl class="account">
        <Sum name={t('payouts.opening')} value={money(opening)} />
        {kinds.map((kind) => (
          <Sum key={kind} name={t(`payouts.${kind}`)} value={money(sumOf(kind))} />
        ))}
        <Sum name={t('payouts.closing')} value={money(closing)} isTotal />
      </dl>
      {lines.length === 0 ? (
        <p class="empty">{t('payouts.nothingMoved')}</p>
      ) : (
        <div class="scrolled" tabIndex={0} role="region" aria-label={`${t('payouts.moves')} ${currency}`}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{t('payouts.at')}</th>
                <th scope="col">{t('payouts.order')}</th>
                <th scope="col">{t('payouts.kind')}</th>
                <th scope="col" class="table-number">
                  {t('payouts.amount')}
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line, index) => (
                <tr key={index}>
                  <td>
                    <time dateTime={line.at}>{formatMoment(line.at)}</time>
                  </td>
                  <td>
                    <a href={`#orders/${line.orderId}`}>{line.orderNumber}</a>
                  </td>
                  <td>{t(`payouts.${line.kind}`)}</td>
                  <td class="table-number">{money(line.amount)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const Sum = ({ name, value, isTotal = false }: { name: string; value: string; isTotal?: boolean }) => (
  <div class={isTotal ? 'account-total' : undefined}>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

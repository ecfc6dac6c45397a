import { sessionSales } from '#libs/client';
import type { SessionSales } from '#libs/contracts';
import { staff } from '../app/client.js';
import { formatCount, formatMoney } from '../i18n/format.js';
import { t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';
import type { WatchRoom } from '../watch/watch-room.js';
import { useLive } from './use-live.js';

const EVERY_MS = 5000;

/** What the session sold so far. */
export function SalesPanel({ room }: { room: WatchRoom }) {
  const { id, currency } = room.info.value;
  const { value, error } = useLive(room, () => staff.me.send(sessionSales(id)), EVERY_MS, id);
  return (
    <section class="card desk-panel">
      <h2>{t('desk.sales')}</h2>
      {value === null ? (
        error === null && <p class="quiet">{t('loading')}</p>
      ) : (
        <>
          <Money sales={value} currency={currency} />
          <Units variants={value.variants} />
        </>
      )}
      <FormError error={error} />
    </section>
  );
}

const none = { sold: 0, held: 0, refunded: 0 };

function Money({ sales: { money, orders }, currency }: { sales: SessionSales; currency: string }) {
  const sums = money.length > 0 ? money : [{ ...none, currency }];
  return (
    <dl class="figures">
      {sums.map((sum) => (
        <div key={sum.currency} class="figure figure-main">
          <dt>{t('desk.soldMoney')}</dt>
          <dd>{formatMoney({ amount: sum.sold, currency: sum.currency })}</dd>
        </div>
      ))}
      {sums.map((sum) => (
        <div key={sum.currency} class="figure">
          <dt>{t('desk.heldMoney')}</dt>
          <dd>{formatMoney({ amount: sum.held, currency: sum.currency })}</dd>
        </div>
      ))}
      {sums
        .filter(({ refunded }) => refunded > 0)
        .map((sum) => (
          <div key={sum.currency} class="figure">
            <dt>{t('desk.refundedMoney')}</dt>
            <dd>{formatMoney({ amount: sum.refunded, currency: sum.currency })}</dd>
          </div>
        ))}
      <div class="figure">
        <dt>{t('desk.ordersConfirmed')}</dt>
        <dd>{formatCount(orders.confirmed)}</dd>
      </div>
      <div class="figure">
        <dt>{t('desk.ordersPending')}</dt>
        <dd>{formatCount(orders.pending)}</dd>
      </div>
    </dl>
  );
}

function Units({ variants }: Pick<SessionSales, 'variants'>) {
  if (variants.length === 0) return <p class="empty">{t('desk.noGoods')}</p>;
  return (
    <div class="scrolled" tabIndex={0} role="region" aria-label={t('desk.units')}>
      <table class="units">
        <thead>
          <tr>
            <th scope="col">{t('desk.item')}</th>
            <th scope="col">{t('desk.unitsSold')}</th>
            <th scope="col">{t('desk.unitsHeld')}</th>
            <th scope="col">{t('desk.unitsWaiting')}</th>
            <th scope="col">{t('desk.unitsLeft')}</th>
          </tr>
        </thead>
        <tbody>
          {variants.map(({ code, variantId, variantName, sold, held, waiting, left }) => (
            <tr key={`${code} ${variantId}`}>
              <th scope="row">
                <span class="code">{code}</span> <bdi>{variantName}</bdi>
              </th>
              {[sold, held, waiting, left].map((units, column) => (
                <td key={column}>{formatCount(units)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

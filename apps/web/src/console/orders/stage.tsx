import type { Order, OrderStage } from '#libs/contracts';
import { t } from '../../i18n/messages.js';

/** How far an order is, as those see it who send the goods. */
export function stageOf({ state, shippedAt, deliveredAt }: Order): Exclude<OrderStage, 'asked'> {
  if (state === 'pending') return 'to-pay';
  if (state !== 'confirmed') return state;
  if (deliveredAt !== null) return 'delivered';
  return shippedAt === null ? 'to-ship' : 'on-the-way';
}

export const Stage = ({ order }: { order: Order }) => {
  const stage = stageOf(order);
  return <span class={`state stage-${stage}`}>{t(`stage.${stage}`)}</span>;
};

import type { OrderState, PaymentState } from '#libs/contracts';
import { type PaymentNews, paymentLifecycle } from '#libs/payments';
import { mayMove } from '#libs/platform';

/**
 * `capture`: the units become sold, anew if they went back in the meantime; what is not there any more is refunded.
 * `book`: the order stood already, now the money came. `refund`: the money came for nothing and goes back.
 * `secure`: the money is promised, so the units are kept until it is taken. `promise`: the money comes with the goods, so
 * the order stands. `void`: the promise came for nothing and is given up.
 */
export type Settlement =
  'nothing' | 'decline' | 'expire' | 'secure' | 'promise' | 'void' | 'capture' | 'book' | 'refund';

export type Settled = { state: PaymentState; paidLater: boolean };

/**
 * What a provider's news comes to. News may be late, doubled and in any order: what was settled stays so. `returned`
 * stands for every order that somebody called off. Pure.
 */
export function decideSettlement(news: PaymentNews, payment: Settled, order: OrderState): Settlement {
  if (!mayMove(paymentLifecycle, payment.state, news))
    return news === 'authorised' ? lateAuthorisation(payment) : 'nothing';
  switch (news) {
    case 'declined':
      return 'decline';
    case 'expired':
      return 'expire';
    case 'authorised':
      if (order !== 'pending') return 'void';
      return payment.paidLater ? 'promise' : 'secure';
    case 'captured':
      if (order === 'returned') return 'refund';
      if (order !== 'confirmed') return 'capture';
      return payment.state === 'authorised' && payment.paidLater ? 'book' : 'refund';
  }
}

/** What was closed on our side must not stay promised on theirs. */
const lateAuthorisation = ({ state }: Settled): Settlement =>
  state === 'expired' || state === 'declined' ? 'void' : 'nothing';

import { Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { ListingsModule } from '#libs/listings';
import { ModerationModule } from '#libs/moderation';
import { PaymentsModule } from '#libs/payments';
import { SessionsModule } from '#libs/sessions';
import { AcceptNews } from './accept-news.js';
import { AcceptSilence } from './accept-silence.js';
import { AnswerRequest } from './answer-request.js';
import { AnsweredClaimsStore } from './answered-claims.store.js';
import { AskOfOrder } from './ask-of-order.js';
import { CancelHold } from './cancel-hold.js';
import { CancelOrder } from './cancel-order.js';
import { CarryOutRefund } from './carry-out-refund.js';
import { ClaimLane } from './claim-lane.js';
import { ClaimProofStore } from './claim-proof.store.js';
import { ClaimSceneStore } from './claim-scene.store.js';
import { ClaimedGoodsStore } from './claimed-goods.store.js';
import { ClaimableItems } from './claimable-items.js';
import { ClaimableItemsStore } from './claimable-items.store.js';
import { ClaimLogStore } from './claim-log.store.js';
import { ClaimsStore } from './claims.store.js';
import { CloseOffer } from './close-offer.js';
import { ConfirmPayment } from './confirm-payment.js';
import { DeclareShortfall } from './declare-shortfall.js';
import { DrawOffers } from './draw-offers.js';
import { EndHolds } from './end-holds.js';
import { ExpireHolds } from './expire-holds.js';
import { ExpirePayment } from './expire-payment.js';
import { ExporterOrdersStore } from './exporter-orders.store.js';
import { HoldRemindersStore } from './hold-reminders.store.js';
import { HoldsStore } from './holds.store.js';
import { LeaveLine } from './leave-line.js';
import { LetGo } from './let-go.js';
import { MarkShipment } from './mark-shipment.js';
import { OfferWatchStore } from './offer-watch.store.js';
import { OffersOnSaleStore } from './offers-on-sale.store.js';
import { OffersStore } from './offers.store.js';
import { OpenOffer } from './open-offer.js';
import { OpenRefund } from './open-refund.js';
import { OrderCareStore } from './order-care.store.js';
import { OrderNews } from './order-news.js';
import { OrderRequestsStore } from './order-requests.store.js';
import { OrderShipping } from './order-shipping.js';
import { OrdersStore } from './orders.store.js';
import { PlaceClaim } from './place-claim.js';
import { PoolStore } from './pool.store.js';
import { PromoteWaiting } from './promote-waiting.js';
import { PromotionsStore } from './promotions.store.js';
import { ProveClaims } from './prove-claims.js';
import { ReadClaimedGoods } from './read-claimed-goods.js';
import { ReadHolds } from './read-holds.js';
import { ReadOffers } from './read-offers.js';
import { ReadOrderPayments } from './read-order-payments.js';
import { ReadOrders } from './read-orders.js';
import { ReconcilePayments } from './reconcile-payments.js';
import { Refunds } from './refunds.js';
import { ReconcileStock } from './reconcile-stock.js';
import { ReleaseHold } from './release-hold.js';
import { RemindHolders } from './remind-holders.js';
import { SellingRules } from './selling-rules.js';
import { SellingRulesStore } from './selling-rules.store.js';
import { SettlePayment } from './settle-payment.js';
import { Settlements } from './settlements.js';
import { ShortfallsStore } from './shortfalls.store.js';
import { StartPayment } from './start-payment.js';
import { StockMovesStore } from './stock-moves.store.js';
import { UndoOrder } from './undo-order.js';
import { WaitlistStore } from './waitlist.store.js';
import { WatchOffer } from './watch-offer.js';

const inside = [
  AcceptNews,
  AnsweredClaimsStore,
  ClaimLane,
  ClaimProofStore,
  ClaimSceneStore,
  ClaimableItems,
  ClaimableItemsStore,
  ClaimLogStore,
  ClaimedGoodsStore,
  ClaimsStore,
  EndHolds,
  ExpirePayment,
  ExporterOrdersStore,
  HoldRemindersStore,
  HoldsStore,
  LetGo,
  OfferWatchStore,
  OffersOnSaleStore,
  OffersStore,
  OpenRefund,
  OrderCareStore,
  OrderNews,
  OrderRequestsStore,
  OrdersStore,
  PoolStore,
  PromotionsStore,
  SellingRulesStore,
  Settlements,
  ShortfallsStore,
  StockMovesStore,
  UndoOrder,
  WaitlistStore,
];
const useCases = [
  AcceptSilence,
  AnswerRequest,
  AskOfOrder,
  CancelHold,
  CancelOrder,
  CarryOutRefund,
  CloseOffer,
  ConfirmPayment,
  DeclareShortfall,
  DrawOffers,
  ExpireHolds,
  LeaveLine,
  MarkShipment,
  OpenOffer,
  OrderShipping,
  PlaceClaim,
  PromoteWaiting,
  ProveClaims,
  ReadClaimedGoods,
  ReadHolds,
  ReadOffers,
  ReadOrderPayments,
  ReadOrders,
  ReconcilePayments,
  ReconcileStock,
  Refunds,
  ReleaseHold,
  RemindHolders,
  SellingRules,
  SettlePayment,
  StartPayment,
  WatchOffer,
];

/** From an offer to a paid order. */
@Module({
  imports: [AccountsModule, ListingsModule, ModerationModule, SessionsModule, PaymentsModule],
  providers: [...inside, ...useCases],
  exports: useCases,
})
export class OrdersModule {}

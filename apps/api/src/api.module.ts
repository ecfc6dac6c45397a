import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AccountsModule } from '#libs/accounts';
import { CaptionsModule } from '#libs/captions';
import { ChatModule } from '#libs/chat';
import { DeskModule } from '#libs/desk';
import { EvidenceModule } from '#libs/evidence';
import { ListingsModule } from '#libs/listings';
import { ModerationModule } from '#libs/moderation';
import { OperationsModule } from '#libs/operations';
import { OrdersModule } from '#libs/orders';
import { PaymentsModule } from '#libs/payments';
import { SessionsModule } from '#libs/sessions';
import { SnapshotsModule } from '#libs/snapshots';
import { SpeechModule } from '#libs/speech';
import { VideoModule } from '#libs/video';
import { WebhooksModule } from '#libs/webhooks';
import { GlossaryModule, InterpretingModule, RehearsalModule, TranslationLedgerModule } from '#libs/translation';
import { AccountsController } from './accounts/accounts.controller.js';
import { TokensController } from './accounts/tokens.controller.js';
import { CaptionChangesController } from './captions/caption-changes.controller.js';
import { CaptionsController } from './captions/captions.controller.js';
import { ChatController } from './chat/chat.controller.js';
import { TranslationLedgerController } from './captions/translation-ledger.controller.js';
import { ConfigController } from './config/config.controller.js';
import { DeskController } from './desk/desk.controller.js';
import { ApiKeysController } from './exporters/api-keys.controller.js';
import { ExportersController } from './exporters/exporters.controller.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { IdempotentRequests } from './idempotency/idempotent-requests.js';
import { IdempotentRequestsStore } from './idempotency/idempotent-requests.store.js';
import { LineUpController } from './line-up/line-up.controller.js';
import { LiteModule } from './lite/lite.module.js';
import { ImagesController } from './listings/images.controller.js';
import { ListingTableController } from './listings/listing-table.controller.js';
import { ListingsController } from './listings/listings.controller.js';
import { ShortfallsController } from './listings/shortfalls.controller.js';
import { VariantsController } from './listings/variants.controller.js';
import { ModerationController } from './moderation/moderation.controller.js';
import { InterpretingController } from './interpreting/interpreting.controller.js';
import { GlossaryController } from './glossary/glossary.controller.js';
import { BoardPass } from './operate/board-pass.js';
import { OperateController } from './operate/operate.controller.js';
import { QueuesController } from './operate/queues.controller.js';
import { EvidenceController } from './orders/evidence.controller.js';
import { HoldsController } from './orders/holds.controller.js';
import { OfferWatchController } from './orders/offer-watch.controller.js';
import { OffersController } from './orders/offers.controller.js';
import { OrderCareController } from './orders/order-care.controller.js';
import { OrderRequestsController } from './orders/order-requests.controller.js';
import { OrdersController } from './orders/orders.controller.js';
import { ExporterOrdersController } from './orders/exporter-orders.controller.js';
import { SellingRulesController } from './orders/selling-rules.controller.js';
import { BooksController } from './payments/books.controller.js';
import { PaymentWebhooksController } from './payments/payment-webhooks.controller.js';
import { PaymentsController } from './payments/payments.controller.js';
import { RefundsController } from './payments/refunds.controller.js';
import { RawBodies } from './raw-bodies.js';
import { RehearsalController } from './rehearsal/rehearsal.controller.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SpeechController } from './speech/speech.controller.js';
import { Upkeep } from './upkeep.js';
import { VideoController } from './video/video.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

/** The HTTP API. Controllers parse, call one use case and return. */
@Module({
  imports: [
    AccountsModule,
    CaptionsModule,
    ChatModule,
    DeskModule,
    GlossaryModule,
    InterpretingModule,
    EvidenceModule,
    ListingsModule,
    LiteModule,
    ModerationModule,
    OperationsModule,
    OrdersModule,
    PaymentsModule,
    RehearsalModule,
    SessionsModule,
    SnapshotsModule,
    TranslationLedgerModule,
    SpeechModule,
    VideoModule,
    WebhooksModule,
  ],
  controllers: [
    AccountsController,
    ApiKeysController,
    BooksController,
    CaptionChangesController,
    CaptionsController,
    ChatController,
    ConfigController,
    DeskController,
    EvidenceController,
    ExportersController,
    GlossaryController,
    HoldsController,
    ImagesController,
    InterpretingController,
    LineUpController,
    ListingTableController,
    ListingsController,
    ModerationController,
    OfferWatchController,
    OffersController,
    OperateController,
    OrderCareController,
    OrderRequestsController,
    OrdersController,
    ExporterOrdersController,
    PaymentWebhooksController,
    PaymentsController,
    QueuesController,
    RefundsController,
    RehearsalController,
    SellingRulesController,
    SessionsController,
    ShortfallsController,
    SpeechController,
    TokensController,
    TranslationLedgerController,
    VideoController,
    WebhooksController,
    VariantsController,
  ],
  providers: [
    BoardPass,
    IdempotentRequests,
    IdempotentRequestsStore,
    RawBodies,
    Upkeep,
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ],
})
export class ApiModule {}

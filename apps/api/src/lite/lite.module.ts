import { Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { CaptionsModule } from '#libs/captions';
import { ChatModule } from '#libs/chat';
import { ListingsModule } from '#libs/listings';
import { OrdersModule } from '#libs/orders';
import { PaymentsModule } from '#libs/payments';
import { SessionsModule } from '#libs/sessions';
import { SnapshotsModule } from '#libs/snapshots';
import { TranslationModule } from '#libs/translation';
import { LiteBuyingController } from './buying.controller.js';
import { ClaimNotes } from './claim-notes.js';
import { CompressPages } from './compress-pages.js';
import { CookieDoor } from './cookie-door.js';
import { LiteAssets } from './lite-assets.js';
import { LiteCheckout } from './lite-checkout.js';
import { LiteWayOut } from './lite-way-out.js';
import { LiteWayOutController } from './way-out.controller.js';
import { LiteCookies } from './lite-cookies.js';
import { LitePages } from './lite-pages.js';
import { LitePayingController } from './paying.controller.js';
import { ReadRoom } from './read-room.js';
import { LiteRoomController } from './room.controller.js';

/** Sessions as pages that work without JavaScript, on old phones and thin networks. */
@Module({
  imports: [
    AccountsModule,
    CaptionsModule,
    ChatModule,
    ListingsModule,
    OrdersModule,
    PaymentsModule,
    SessionsModule,
    SnapshotsModule,
    TranslationModule,
  ],
  controllers: [LiteRoomController, LiteBuyingController, LitePayingController, LiteWayOutController],
  providers: [
    ClaimNotes,
    CompressPages,
    CookieDoor,
    LiteAssets,
    LiteCheckout,
    LiteCookies,
    LitePages,
    LiteWayOut,
    ReadRoom,
  ],
})
export class LiteModule {}

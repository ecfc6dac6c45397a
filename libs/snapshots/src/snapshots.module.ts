import { Module } from '@nestjs/common';
import { ListingsModule } from '#libs/listings';
import { OrdersModule } from '#libs/orders';
import { SessionsModule } from '#libs/sessions';
import { VideoModule } from '#libs/video';
import { SessionSnapshots } from './session-snapshots.js';

@Module({
  imports: [SessionsModule, ListingsModule, OrdersModule, VideoModule],
  providers: [SessionSnapshots],
  exports: [SessionSnapshots],
})
export class SnapshotsModule {}

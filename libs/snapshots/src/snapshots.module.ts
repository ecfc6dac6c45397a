import { Module } from '@nestjs/common';
import { ListingsModule } from '#libs/listings';
import { OrdersModule } from '#libs/orders';
import { SessionsModule } from '#libs/sessions';
import { SessionSnapshots } from './session-snapshots.js';

@Module({
  imports: [SessionsModule, ListingsModule, OrdersModule],
  providers: [SessionSnapshots],
  exports: [SessionSnapshots],
})
export class SnapshotsModule {}

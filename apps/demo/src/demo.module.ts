import { Module } from '@nestjs/common';
import { AccountsModule } from '#libs/accounts';
import { ListingsModule } from '#libs/listings';
import { OrdersModule } from '#libs/orders';
import { SessionsModule } from '#libs/sessions';
import { DemoShow } from './demo-show.js';
import { SeedDemo } from './seed-demo.js';

@Module({
  imports: [AccountsModule, ListingsModule, OrdersModule, SessionsModule],
  providers: [SeedDemo, DemoShow],
  exports: [SeedDemo, DemoShow],
})
export class DemoModule {}

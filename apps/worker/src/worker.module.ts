import { Module } from '@nestjs/common';
import { CaptionWorkModule } from '#libs/captions';
import { DeskModule } from '#libs/desk';
import { OperationsModule } from '#libs/operations';
import { OrdersModule } from '#libs/orders';
import { PaymentJobsModule, PaymentsModule } from '#libs/payments';
import { JobRunnerModule } from '#libs/queue';
import { TranslatorModule } from '#libs/translation';
import { VideoModule } from '#libs/video';
import { WebhooksModule } from '#libs/webhooks';
import { PaymentWork } from './payment-work.js';
import { PeriodicWork } from './periodic-work.js';

/** Everything that happens behind the scenes: jobs, expiries, the relay of events and the archive. */
@Module({
  imports: [
    JobRunnerModule,
    TranslatorModule,
    CaptionWorkModule,
    DeskModule,
    PaymentJobsModule,
    PaymentsModule,
    OperationsModule,
    OrdersModule,
    VideoModule,
    WebhooksModule,
  ],
  providers: [PaymentWork, PeriodicWork],
})
export class WorkerModule {}

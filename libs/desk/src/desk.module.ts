import { Module } from '@nestjs/common';
import { OrdersModule } from '#libs/orders';
import { SessionsModule } from '#libs/sessions';
import { AudienceSamplesStore } from './audience-samples.store.js';
import { PulseStore } from './pulse.store.js';
import { ReadPulse } from './read-pulse.js';
import { ReadSales } from './read-sales.js';
import { SalesStore } from './sales.store.js';
import { SampleAudience } from './sample-audience.js';

/** How a session goes, for whoever runs it: read from what the features wrote down. */
@Module({
  imports: [SessionsModule, OrdersModule],
  providers: [AudienceSamplesStore, PulseStore, SalesStore, ReadPulse, ReadSales, SampleAudience],
  exports: [ReadPulse, ReadSales, SampleAudience],
})
export class DeskModule {}

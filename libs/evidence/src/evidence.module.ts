import { Module } from '@nestjs/common';
import { OrdersModule } from '#libs/orders';
import { PaymentsModule } from '#libs/payments';
import { EvidenceKeys } from './evidence-keys.js';
import { EvidenceStore } from './evidence.store.js';
import { GatherEvidence } from './gather-evidence.js';
import { SignEvidence } from './sign-evidence.js';

/** How an order came about, in a form that anybody can check without asking the house. */
@Module({
  imports: [OrdersModule, PaymentsModule],
  providers: [EvidenceKeys, EvidenceStore, GatherEvidence, SignEvidence],
  exports: [EvidenceKeys, SignEvidence],
})
export class EvidenceModule {}

import { Module } from '@nestjs/common';
import { SessionsModule } from '#libs/sessions';
import { ReadTranslationLedger } from './read-translation-ledger.js';
import { TranslationLedgerStore } from './translation-ledger.store.js';

/** For those who answer for how a session was translated. */
@Module({
  imports: [SessionsModule],
  providers: [ReadTranslationLedger, TranslationLedgerStore],
  exports: [ReadTranslationLedger],
})
export class TranslationLedgerModule {}

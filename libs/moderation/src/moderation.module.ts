import { Module } from '@nestjs/common';
import { SessionsModule } from '#libs/sessions';
import { Admission } from './admission.js';
import { Bans } from './bans.js';
import { BlockedWords } from './blocked-words.js';
import { ModerationStore } from './moderation.store.js';
import { PostingLimits } from './posting-limits.js';
import { SetSlowMode } from './set-slow-mode.js';

const useCases = [Admission, Bans, BlockedWords, SetSlowMode];

/** Who may write and claim in a session, and what. */
@Module({
  imports: [SessionsModule],
  providers: [ModerationStore, PostingLimits, ...useCases],
  exports: useCases,
})
export class ModerationModule {}

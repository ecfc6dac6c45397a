import { Module } from '@nestjs/common';
import { SessionsModule } from '#libs/sessions';
import { Admission } from './admission.js';
import { Bans } from './bans.js';
import { BlockedWords } from './blocked-words.js';
import { HookCaller } from './hook-caller.js';
import { ModerationStore } from './moderation.store.js';
import { PostingLimits } from './posting-limits.js';
import { RemoveMessage } from './remove-message.js';
import { ReviewHooks } from './review-hooks.js';
import { ReviewMessage } from './review-message.js';
import { SetSlowMode } from './set-slow-mode.js';

const useCases = [Admission, Bans, BlockedWords, RemoveMessage, ReviewHooks, SetSlowMode];

/** Who may write and claim in a session, and what. */
@Module({
  imports: [SessionsModule],
  providers: [HookCaller, ModerationStore, PostingLimits, ReviewMessage, ...useCases],
  exports: useCases,
})
export class ModerationModule {}

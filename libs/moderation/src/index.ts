export { Admission, type Origin } from './admission.js';
export { Bans } from './bans.js';
export { BlockedWords } from './blocked-words.js';
export { ModerationModule } from './moderation.module.js';
export { RemoveMessage } from './remove-message.js';
export { ReviewHooks } from './review-hooks.js';
export { SetSlowMode } from './set-slow-mode.js';
export { WordFilter } from './word-filter.js';
export { WordFilterModule } from './word-filter.module.js';

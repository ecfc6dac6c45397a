export { parseClaim } from './claim-grammar.js';
export { explainClaim } from './explain-claim.js';
export type { LineUpItem } from './line-up.js';
export type { ClaimContext, ParsedMessage } from './parsed-message.js';

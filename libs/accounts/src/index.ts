export * from './accounts.module.js';
export { Allow, type AllowedCaller } from './allow.decorator.js';
export { Caller, signedIn } from './caller.decorator.js';
export { type Route, RouteCheck } from './route-check.js';
export { TokenVerifier } from './token-verifier.js';

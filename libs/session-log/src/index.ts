export * from './presence.js';
export * from './session-log.js';
export * from './outbox.js';

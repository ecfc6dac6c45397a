export { LogArchiver } from './log-archiver.js';
export * from './outbox.js';
export * from './presence.js';
export { removalId } from './removed-text.js';
export { SessionArchive } from './session-archive.store.js';
export * from './session-log.js';
export * from './session-log.module.js';

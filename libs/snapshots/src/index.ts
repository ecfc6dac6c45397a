export * from './session-snapshots.js';
export * from './snapshots.module.js';

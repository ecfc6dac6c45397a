export * from './chat.module.js';
export * from './post-message.js';
export * from './read-history.js';
export * from './read-recent.js';

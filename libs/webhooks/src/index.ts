export * from './deliver-webhooks.js';
export * from './keep-webhooks.js';
export * from './webhooks.module.js';

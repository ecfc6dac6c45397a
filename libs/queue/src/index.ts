export * from './job-handler.js';
export * from './job-queue.js';
export * from './queue.module.js';

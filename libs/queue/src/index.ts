export * from './job-handler.js';
export * from './job-queue.js';
export { oneHandlerEach } from './job-runner.js';
export * from './queue.module.js';

export type { BoardQuestion } from './board-answers.js';
export * from './job-handler.js';
export * from './job-queue.js';
export * from './queue-board.js';
export * from './queue-desk.js';
export * from './queue.module.js';
export { Queues } from './queues.js';

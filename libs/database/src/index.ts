export * from './database.js';
export * from './database.module.js';
export * from './group-commit.js';
export * from './lenient.js';
export * from './outbox.store.js';
export * from './pages.js';
export * from './prepared.js';
export { SignOfLife } from './sign-of-life.js';
export { Prisma } from './generated/client.js';

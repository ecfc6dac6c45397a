export * from './change-session.js';
export * from './move-session.js';
export * from './schedule-session.js';
export { isOver, publicSession, sellers, type SessionRecord, speakers } from './session.js';
export * from './session-roles.js';
export * from './sessions.js';
export * from './sessions.module.js';

export * from './move-session.js';
export * from './schedule-session.js';
export { publicSession, sellers, type SessionRecord, speakers } from './session.js';
export * from './session-roles.js';
export * from './sessions.js';
export * from './sessions.module.js';

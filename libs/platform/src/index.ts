export * from './health.js';
export * from './http-app.js';
export { errorFields } from './logging.js';
export * from './metrics.js';
export * from './platform.module.js';
export { asProblem, logProblem } from './problem.filter.js';
export { ALLOW, Public } from './public.decorator.js';
export * from './settings.js';
export * from './ticker.js';

export { prepareRealtime } from './prepare-realtime.js';
export { RealtimeModule } from './realtime.module.js';

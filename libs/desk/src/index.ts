export { DeskModule } from './desk.module.js';
export { ReadPulse } from './read-pulse.js';
export { ReadSales } from './read-sales.js';
export { SampleAudience } from './sample-audience.js';

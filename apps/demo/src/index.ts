export { demoAccounts, type DemoAccount } from './demo-accounts.js';
export { demoTranslationMemory, readCatalogue } from './demo-content.js';
export { DemoModule } from './demo.module.js';
export { DemoShow } from './demo-show.js';
export { SeedDemo } from './seed-demo.js';

export { ApiModule } from './api.module.js';
export { describeApi } from './openapi/document.js';
export { prepareApi } from './prepare-api.js';

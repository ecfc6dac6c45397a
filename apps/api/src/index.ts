export { ApiModule } from './api.module.js';
export { createApiDescription } from './openapi/create-api-description.js';
export { prepareApi } from './prepare-api.js';

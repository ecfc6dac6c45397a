export { EvidenceKeys } from './evidence-keys.js';
export { EvidenceModule } from './evidence.module.js';
export { SignEvidence } from './sign-evidence.js';

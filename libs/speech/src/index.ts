export * from './end-speech.js';
export * from './speech.module.js';
export * from './take-chunk.js';

export { CaptionWorkModule } from './caption-work.module.js';
export * from './captions.module.js';
export * from './correct-caption.js';
export * from './ingest-caption.js';
export * from './read-captions.js';
export * from './retract-caption.js';
export { SettleCaptions } from './settle-captions.js';
export { type Cue, parseWebVtt } from './webvtt.js';

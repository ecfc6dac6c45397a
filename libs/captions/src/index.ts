export { CaptionWorkModule } from './caption-work.module.js';
export * from './captions.module.js';
export * from './ingest-caption.js';
export * from './read-captions.js';
export { SettleCaptions } from './settle-captions.js';
export { type Cue, parseWebVtt } from './webvtt.js';

export * from './captions.module.js';
export * from './ingest-caption.js';
export * from './read-captions.js';
export { type Cue, parseWebVtt } from './webvtt.js';

export * from './end-silent-video.js';
export * from './hear-video.js';
export * from './keep-video-rules.js';
export * from './move-by-video.js';
export * from './read-video.js';
export * from './renew-stream-key.js';
export * from './video.module.js';

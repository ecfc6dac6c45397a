// hls.js ships no types for its build without subtitles and DRM: they are those of the whole, less what is left out.
declare module 'hls.js/light' {
  export { default } from 'hls.js';
}

import type { SessionVideo } from '#libs/contracts';
import { playHls } from './play-hls.js';
import { playWhep } from './play-whep.js';

/** By WHEP where there is such an endpoint and it works, else by HLS. Returns how to end it. */
export function playVideo(element: HTMLVideoElement, { hls, whep }: SessionVideo): () => void {
  if (whep === null || !('RTCPeerConnection' in window)) return playHls(element, hls);
  let end = playWhep(element, whep, () => {
    end = playHls(element, hls);
  });
  return () => end();
}

/** How long a playlist that is not there yet, or not any more, is left alone before it is asked for again, in milliseconds. */
const retryMs = 1000;

/** Plays a live HLS playlist in the element. Returns how to end it. */
export function playHls(element: HTMLVideoElement, playlist: string): () => void {
  // hls.js where it can feed the element: it comes back after a break. An iPhone can not be fed, and plays by itself.
  const player = 'MediaSource' in window ? playByScript(element, playlist) : playByItself(element, playlist);
  return () => player.end();
}

type Player = { end(): void };

function playByItself(element: HTMLVideoElement, playlist: string): Player {
  let timer: number | undefined;
  const load = () => {
    element.src = playlist;
    void start(element);
  };
  const again = () => {
    timer = window.setTimeout(load, retryMs);
  };
  element.addEventListener('error', again);
  load();
  return {
    end() {
      element.removeEventListener('error', again);
      window.clearTimeout(timer);
      element.removeAttribute('src');
      element.load();
    },
  };
}

function playByScript(element: HTMLVideoElement, playlist: string): Player {
  let ended = false;
  let timer: number | undefined;
  let destroy = () => {};
  // it is large, and most sessions are read before anybody sees anything: it comes when there is a video
  void import('hls.js/light').then(({ default: Hls }) => {
    if (ended) return;
    // its worker would come from a blob, which the Content Security Policy keeps out
    const hls = new Hls({ enableWorker: false, liveSyncDurationCount: 2, backBufferLength: 10 });
    destroy = () => hls.destroy();
    hls.on(Hls.Events.MANIFEST_PARSED, () => void start(element));
    hls.on(Hls.Events.ERROR, (_event, { fatal, type }) => {
      if (!fatal) return;
      if (type === Hls.ErrorTypes.MEDIA_ERROR) return hls.recoverMediaError();
      timer = window.setTimeout(() => hls.loadSource(playlist), retryMs);
    });
    hls.loadSource(playlist);
    hls.attachMedia(element);
  });
  return {
    end() {
      ended = true;
      window.clearTimeout(timer);
      destroy();
    },
  };
}

/** A browser that saves power may say no: then the first picture stands still. */
const start = (element: HTMLVideoElement): Promise<void> => element.play().catch(() => {});

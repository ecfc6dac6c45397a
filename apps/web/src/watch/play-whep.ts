/** How long a viewer looks at nothing before HLS is tried: at the beginning, and when the line is gone. Milliseconds. */
const patienceMs = 6000;
/** Addresses of this browser that are found later than this are not waited for. Milliseconds. */
const gatheringMs = 1000;

/**
 * Plays what a WHEP endpoint sends (draft-ietf-wish-whep, the reading twin of RFC 9725): an SDP offer is posted, the
 * answer comes with 201, and DELETE at its `Location` ends it. Returns how to end it.
 *
 * @param failed called once, after everything is put away: it can not be played this way, or not any more
 */
export function playWhep(element: HTMLVideoElement, endpoint: string, failed: () => void): () => void {
  const line = new RTCPeerConnection();
  const over = new AbortController();
  const { signal } = over;
  const pictures = new MediaStream();
  let resource: string | null = null;
  let patience: number | undefined;

  function lookFor(pictures: boolean): void {
    window.clearTimeout(patience);
    if (pictures) patience = window.setTimeout(giveUp, patienceMs);
  }

  function end(): void {
    if (signal.aborted) return;
    over.abort();
    lookFor(false);
    line.close();
    element.srcObject = null;
    if (resource !== null) leave(resource);
  }

  function giveUp(): void {
    if (signal.aborted) return;
    end();
    failed();
  }

  line.addEventListener('track', ({ track }) => pictures.addTrack(track));
  line.addEventListener('connectionstatechange', () => {
    if (line.connectionState === 'failed') giveUp();
    // a phone that changes its network comes back by itself, or not at all
    if (line.connectionState === 'disconnected') lookFor(true);
    if (line.connectionState === 'connected' && element.readyState > 0) lookFor(false);
  });
  element.addEventListener('loadeddata', () => lookFor(false), { signal });
  element.srcObject = pictures;
  lookFor(true);

  async function ask(): Promise<void> {
    for (const kind of ['video', 'audio']) line.addTransceiver(kind, { direction: 'recvonly' });
    await line.setLocalDescription();
    await gathered(line);
    const body = line.localDescription?.sdp ?? '';
    const headers = { 'content-type': 'application/sdp' };
    const response = await fetch(endpoint, { method: 'POST', headers, body, credentials: 'omit', signal });
    if (response.status !== 201) throw new Error('The endpoint refused.');
    const place = response.headers.get('location');
    resource = place === null ? null : new URL(place, endpoint).href;
    await line.setRemoteDescription({ type: 'answer', sdp: await response.text() });
    await element.play().catch(() => {});
  }
  ask().catch(giveUp);
  return end;
}

/** The server need not wait until it misses us. */
const leave = (resource: string): void =>
  void fetch(resource, { method: 'DELETE', credentials: 'omit', keepalive: true }).catch(() => {});

/** All that an offer can say at once: what is found later would need another request. */
function gathered(line: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    const timer = window.setTimeout(resolve, gatheringMs);
    const look = () => {
      if (line.iceGatheringState !== 'complete') return;
      window.clearTimeout(timer);
      resolve();
    };
    line.addEventListener('icegatheringstatechange', look);
    look();
  });
}

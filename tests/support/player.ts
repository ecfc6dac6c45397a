import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { eventually } from './eventually.js';
import type { ShownCue } from './webvtt-validator.js';

const require = createRequire(import.meta.url);

/** Seconds of silence that the player has to play. */
const seconds = 6;

/** MPEG-1 layer III, 32 kbit/s, 44.1 kHz, mono: a header, and nothing to decode. */
function silence(): Buffer {
  const frame = Buffer.alloc(104);
  frame.writeUInt32BE(0xff_fb_10_c4);
  return Buffer.concat(Array.from({ length: Math.ceil((seconds * 44_100) / 1152) }, () => frame));
}

/** A playlist of one segment (RFC 8216). */
const playlist = (segment: string) =>
  `#EXTM3U\n#EXT-X-TARGETDURATION:${seconds}\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXTINF:${seconds},\n${segment}\n#EXT-X-ENDLIST\n`;

const master = `#EXTM3U
#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="read",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,URI="captions.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=32000,CODECS="mp4a.40.34",SUBTITLES="read"
sound.m3u8
`;

const html = (captions: string) => `<!doctype html>
<video id="native" muted><track default kind="subtitles" srclang="en" src="${captions}"></video>
<video id="hls" muted></video>
<script src="hls.js"></script>
<script>
  const shown = new Set();
  const [native, hls] = document.querySelectorAll('video');
  const ms = (seconds) => Math.round(seconds * 1000);
  const cuesOf = (video) => [...(video.textTracks[0]?.cues ?? [])].map((cue) => (
    { id: cue.id, t0: ms(cue.startTime), t1: ms(cue.endTime), text: cue.getCueAsHTML().textContent }));
  hls.textTracks.onaddtrack = ({ track }) => {
    track.oncuechange = () => { for (const { id } of track.activeCues) shown.add(id); };
  };
  const player = new Hls({ enableWorker: false });
  player.subtitleDisplay = true;
  const errors = [];
  player.on(Hls.Events.ERROR, (_, { details }) => errors.push(details));
  player.loadSource('master.m3u8');
  player.attachMedia(hls);
</script>`;

/** Our captions in a real browser: beside a video, and as subtitles of an HLS stream that hls.js plays. */
export class Player {
  private constructor(private readonly page: Page) {}

  /** @param captions the path of a WebVTT file at the house */
  static async open(page: Page, house: { url: string }, captions: string): Promise<Player> {
    const files: Record<string, { contentType: string; body: string | Buffer }> = {
      'page.html': { contentType: 'text/html', body: html(captions) },
      'hls.js': {
        contentType: 'text/javascript',
        body: readFileSync(require.resolve('hls.js/dist/hls.min.js')),
      },
      'master.m3u8': { contentType: 'application/vnd.apple.mpegurl', body: master },
      'sound.m3u8': { contentType: 'application/vnd.apple.mpegurl', body: playlist('sound.mp3') },
      'captions.m3u8': { contentType: 'application/vnd.apple.mpegurl', body: playlist(captions) },
      'sound.mp3': { contentType: 'audio/mpeg', body: silence() },
    };
    // only the captions come from the house; the player lives at the same origin
    await page.route(`${house.url}/player/*`, async (route) => {
      const file = files[new URL(route.request().url()).pathname.replace('/player/', '')];
      await route.fulfill(file ?? { status: 404 });
    });
    await page.goto(`${house.url}/player/page.html`);
    return new Player(page);
  }

  /** The cues that a player has, once it has so many. */
  async cues(of: 'native' | 'hls', count: number): Promise<ShownCue[]> {
    return eventually(`${count} cues in ${of}`, async () => {
      const cues: ShownCue[] = await this.page.evaluate(`cuesOf(${of})`);
      return cues.length >= count && cues;
    });
  }

  /** Plays until hls.js has shown a cue. */
  async playUntilShown(cue: string): Promise<void> {
    await this.page.evaluate('hls.play()');
    await eventually(`cue ${cue} is shown`, () => this.page.evaluate(`shown.has(${JSON.stringify(cue)})`));
  }

  /** What hls.js held against the stream. */
  errors(): Promise<string[]> {
    return this.page.evaluate('errors');
  }
}

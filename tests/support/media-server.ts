import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { canConnect, freePort } from '../../scripts/ports.mjs';
import { eventually } from './eventually.js';
import { RunningProgram } from './running-program.js';

/** Where its hooks go, and which page may load what it serves. */
type Neighbours = { api: string; secret: string; page: string };
type Ports = { rtmp: number; http: number };

/** One worker, since a publisher and its HLS have to meet; a fragment a second, since a test waits for it. */
const config = (directory: string, { rtmp, http }: Ports, { api, secret, page }: Neighbours) => `
load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
daemon off;
worker_processes 1;
pid ${directory}/nginx.pid;
error_log stderr warn;
events { worker_connections 64; }
rtmp {
  server {
    listen 127.0.0.1:${rtmp};
    notify_method post;
    application live {
      live on;
      hls on;
      hls_path ${directory}/hls;
      hls_fragment 1s;
      hls_playlist_length 6s;
      on_publish "${api}/v1/video/nginx-rtmp/hooks?secret=${secret}";
      on_update "${api}/v1/video/nginx-rtmp/hooks?secret=${secret}";
      on_publish_done "${api}/v1/video/nginx-rtmp/hooks?secret=${secret}";
      notify_update_timeout 1s;
    }
  }
}
http {
  access_log off;
  client_body_temp_path ${directory}/body;
  proxy_temp_path ${directory}/proxy;
  fastcgi_temp_path ${directory}/fastcgi;
  uwsgi_temp_path ${directory}/uwsgi;
  scgi_temp_path ${directory}/scgi;
  server {
    listen 127.0.0.1:${http};
    location /hls {
      root ${directory};
      types { application/vnd.apple.mpegurl m3u8; video/mp2t ts; }
      add_header Access-Control-Allow-Origin ${page};
      add_header Cache-Control no-cache;
    }
  }
}
`;

/** Debian's nginx with its RTMP module: a real media server of one test's own. Where it will be is known before it runs. */
export class MediaServer {
  private server: RunningProgram | undefined;

  private constructor(
    private readonly directory: string,
    private readonly ports: Ports,
  ) {}

  static async prepare(): Promise<MediaServer> {
    const directory = mkdtempSync(path.join(tmpdir(), 'silkcast-media-'));
    mkdirSync(path.join(directory, 'hls'));
    // started by root, its worker runs under another account
    chmodSync(directory, 0o755);
    chmodSync(path.join(directory, 'hls'), 0o777);
    return new MediaServer(directory, { rtmp: await freePort(), http: await freePort() });
  }

  /** Where browsers find a playlist, `{name}` standing for that of the stream. */
  get playlists(): string {
    return `http://127.0.0.1:${this.ports.http}/hls/{name}.m3u8`;
  }

  get publishUrl(): string {
    return `rtmp://127.0.0.1:${this.ports.rtmp}/live`;
  }

  async start(neighbours: Neighbours): Promise<void> {
    const file = path.join(this.directory, 'nginx.conf');
    writeFileSync(file, config(this.directory, this.ports, neighbours));
    const server = new RunningProgram('/usr/sbin/nginx', ['-c', file, '-e', 'stderr', '-p', this.directory]);
    this.server = server;
    await eventually('the media server listens', async () => {
      if (!server.running) throw new Error(`nginx ended by itself: ${server.output}`);
      return canConnect(this.ports.rtmp);
    });
  }

  /** Gone without a word to anybody, its workers with it. */
  async vanish(): Promise<void> {
    const { server } = this;
    if (server === undefined) return;
    const children = existsSync(`/proc/${server.pid}/task/${server.pid}/children`)
      ? readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8').split(' ')
      : [];
    for (const pid of [String(server.pid), ...children].map(Number).filter((each) => each > 0)) kill(pid);
    await server.exit();
  }

  async end(): Promise<void> {
    await this.server?.end('SIGTERM');
  }

  async stop(): Promise<void> {
    await this.end();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}

const testPicture =
  '-nostdin -loglevel error -re -f lavfi -i testsrc2=s=320x180:r=15 -f lavfi -i sine=frequency=440 ' +
  '-c:v libx264 -preset ultrafast -tune zerolatency -g 15 -pix_fmt yuv420p -c:a aac -f flv';

/** A test picture with a tone, published by ffmpeg until it is ended or refused. */
export const aBroadcast = (server: string, key: string): RunningProgram =>
  new RunningProgram('ffmpeg', [...testPicture.split(' '), `${server}/${key}`]);

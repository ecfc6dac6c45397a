import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Browser, Page } from 'playwright-core';

/** Runs in a page: answers offers with a picture that changes all the time. */
const studio = `
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  setInterval(() => {
    pen.fillStyle = 'hsl(' + ((Date.now() / 10) % 360) + ' 80% 50%)';
    pen.fillRect(0, 0, canvas.width, canvas.height);
  }, 66);
  const picture = canvas.captureStream(15);
  const lines = [];
  window.answer = async (sdp) => {
    const line = new RTCPeerConnection();
    lines.push(line);
    await line.setRemoteDescription({ type: 'offer', sdp });
    for (const track of picture.getTracks()) line.addTrack(track, picture);
    await line.setLocalDescription();
    await new Promise((done) => {
      const look = () => line.iceGatheringState === 'complete' && done();
      line.onicegatheringstatechange = look;
      look();
    });
    return line.localDescription.sdp;
  };
  window.cut = () => lines.splice(0).forEach((line) => line.close());
`;

/** A WHEP endpoint at another origin, as media servers have them. A page of a browser of its own speaks for it. */
export class WhepServer {
  readonly #server: Server;
  /** Addresses of what it has begun, and of what was ended by its viewers. */
  readonly begun: string[] = [];
  readonly ended: string[] = [];
  /** Whether it answers 404, as one does that has no such stream. */
  refuses = false;

  private constructor(private readonly page: Page) {
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async open(browser: Browser): Promise<WhepServer> {
    const page = await browser.newPage();
    await page.evaluate(studio);
    const server = new WhepServer(page);
    await once(server.#server.listen(0, '127.0.0.1'), 'listening');
    return server;
  }

  /** Where an endpoint is, `{name}` standing for that of the stream. */
  get endpoints(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/{name}/whep`;
  }

  /** Ends all that it has begun, without a word. */
  async cut(): Promise<void> {
    await this.page.evaluate('cut()');
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
    await this.page.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const offer = await text(request);
    response.setHeader('access-control-allow-origin', '*');
    if (request.method === 'OPTIONS') {
      const allowed = {
        'access-control-allow-headers': 'content-type',
        'access-control-allow-methods': 'POST, DELETE',
      };
      return void response.writeHead(204, allowed).end();
    }
    const { method, url: address = '' } = request;
    if (method === 'DELETE') this.ended.push(address);
    if (method === 'DELETE') return void response.writeHead(200).end();
    const isOffer = method === 'POST' && request.headers['content-type'] === 'application/sdp';
    if (!isOffer || this.refuses) return void response.writeHead(404).end();
    const resource = `${address}/${this.begun.length + 1}`;
    const answer: string = await this.page.evaluate(`answer(${JSON.stringify(offer)})`);
    this.begun.push(resource);
    response.setHeader('access-control-expose-headers', 'location');
    response.writeHead(201, { 'content-type': 'application/sdp', location: resource }).end(answer);
  }
}

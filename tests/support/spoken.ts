import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';

/**
 * The real PocketSphinx, as Debian packages it, behind the door of OpenAI-compatible recognisers. It takes one WAV file
 * at a time and understands English; what it heard is kept.
 */
export class PocketsphinxServer {
  readonly heard: string[] = [];
  readonly asked: { language: unknown; model: unknown }[] = [];
  private busy: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly server: Server,
    private readonly folder: string,
  ) {
    server.on('request', (request, response) => {
      void new Response(Readable.toWeb(request) as ReadableStream, {
        headers: { 'content-type': request.headers['content-type'] ?? '' },
      })
        .formData()
        .then(async (form) => {
          const file = form.get('file');
          if (request.url !== '/v1/audio/transcriptions' || !(file instanceof File)) throw new Error('no such request');
          this.asked.push({ language: form.get('language'), model: form.get('model') });
          const turn = this.busy.then(async () => this.listen(Buffer.from(await file.arrayBuffer())));
          this.busy = turn.catch(() => {});
          return turn;
        })
        .then(
          (text) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ text })),
          () => response.writeHead(400).end(),
        );
    });
  }

  static async start(): Promise<PocketsphinxServer> {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new PocketsphinxServer(server, await mkdtemp(path.join(tmpdir(), 'silkcast-sphinx-')));
  }

  /** What SPEECH_URL must be. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await this.busy;
    await rm(this.folder, { recursive: true, force: true });
  }

  private async listen(wav: Buffer): Promise<string> {
    const file = path.join(this.folder, 'speech.wav');
    await writeFile(file, wav);
    const text = await outputOf('pocketsphinx_continuous', ['-infile', file, '-logfn', '/dev/null']);
    const heard = text.replaceAll(/\s+/g, ' ').trim();
    this.heard.push(heard);
    return heard;
  }
}

/** A voice made by flite: 16 kHz, 16 bit, one channel, with a pause around it in seconds. */
export async function spokenWav(text: string, pauses: { before: number; after: number }): Promise<Buffer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'silkcast-flite-'));
  try {
    const [raw, wav] = [path.join(folder, 'raw.wav'), path.join(folder, 'said.wav')];
    await outputOf('flite', ['-voice', 'slt', '-t', text, '-o', raw]);
    const padding = ['pad', String(pauses.before), String(pauses.after)];
    await outputOf('sox', [raw, '-r', '16000', '-c', '1', '-b', '16', wav, ...padding]);
    return await readFile(wav);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The samples of a WAV file as sox writes it. */
export const samplesOf = (wav: Buffer): Buffer => wav.subarray(wav.indexOf('data') + 8);

const outputOf = async (program: string, args: readonly string[]) => (await bytesOf(program, args)).toString();

/** What a program prints. @throws Error when it is not installed, or fails */
export async function bytesOf(program: string, args: readonly string[], input?: Buffer): Promise<Buffer> {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`${program} ended with exit code ${code}.`);
  return Buffer.concat(parts);
}

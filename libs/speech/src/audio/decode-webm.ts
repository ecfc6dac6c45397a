import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SpeechAudioError } from '../speech.errors.js';
import { bytesPerMs, samplesPerSecond } from './pcm.js';

const timeoutMs = 5000;
/** No chunk of the size we take is longer than this unless it was made to be. */
const longestMs = 120_000;

/** Nothing of what comes in decides what ffmpeg does: one container, one codec, no file, no network. */
const fixed = `-hide_banner -nostdin -loglevel quiet -threads 1 -protocol_whitelist pipe
  -f matroska -codec:a opus -i pipe:0 -vn -t ${longestMs / 1000}
  -ac 1 -ar ${samplesPerSecond} -f s16le pipe:1`.split(/\s+/);

/**
 * Opus in WebM as PCM. A file that ends in the middle gives what is whole, one that is no WebM gives nothing.
 *
 * @param ffmpeg the program, by name or path
 * @throws SpeechAudioError `speech.no-decoder` or `speech.undecodable`
 */
export async function decodeWebm(ffmpeg: string, file: Buffer): Promise<Buffer> {
  const child = spawn(ffmpeg, fixed, {
    stdio: ['pipe', 'pipe', 'ignore'],
    signal: AbortSignal.timeout(timeoutMs),
    killSignal: 'SIGKILL',
  });
  const failed = once(child, 'error').then(([error]) => {
    const notThere = (error as NodeJS.ErrnoException).syscall?.startsWith('spawn') ?? false;
    throw new SpeechAudioError(notThere ? 'speech.no-decoder' : 'speech.undecodable');
  });
  // it may have read enough before we have written all
  child.stdin.on('error', () => {});
  child.stdin.end(file);
  failed.catch(() => {});
  return Promise.race([collect(child.stdout).finally(() => child.kill('SIGKILL')), failed]);
}

async function collect(output: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of output) {
    size += part.length;
    if (size > longestMs * bytesPerMs * 2) throw new SpeechAudioError('speech.undecodable');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

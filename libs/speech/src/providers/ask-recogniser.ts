import { type FormData, request } from 'undici';
import type { z } from 'zod';
import { SpeechProviderError } from '../speech.errors.js';

export type Question<T> = {
  provider: string;
  url: URL;
  headers?: Record<string, string>;
  body: FormData | string;
  answer: z.ZodType<T>;
  signal: AbortSignal;
};

const largestAnswer = 256 * 1024;

/** One POST to a recogniser; its JSON, checked. @throws SpeechProviderError */
export async function askRecogniser<T>({ provider, url, headers, body, answer, signal }: Question<T>): Promise<T> {
  const refused = (code: SpeechProviderError['code'], status?: number) =>
    new SpeechProviderError(code, provider, status);
  const response = await request(url, {
    method: 'POST',
    headers: { accept: 'application/json', ...headers },
    body,
    signal,
  });
  const { statusCode: status } = response;
  if (status < 200 || status > 299) {
    await response.body.dump();
    if (status === 408 || status === 429 || status >= 500) throw refused('speech.provider-unavailable', status);
    throw refused(status >= 400 ? 'speech.provider-refused' : 'speech.provider-bad-answer', status);
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response.body as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestAnswer) throw refused('speech.provider-bad-answer', status);
    parts.push(part);
  }
  return checked(provider, Buffer.concat(parts).toString(), answer);
}

/** The parser's own errors quote what was heard: ours do not. */
export function checked<T>(provider: string, text: string, answer: z.ZodType<T>): T {
  try {
    return answer.parse(JSON.parse(text));
  } catch {
    throw new SpeechProviderError('speech.provider-bad-answer', provider);
  }
}

/** An address below that of a server, which may itself have a path. */
export const below = (base: string, path: string): URL => new URL(path, base.endsWith('/') ? base : `${base}/`);

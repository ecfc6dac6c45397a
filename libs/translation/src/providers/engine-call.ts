import { request } from 'undici';
import type { z } from 'zod';
import { TranslationProviderError } from '../translation.errors.js';

export interface EngineCall<T> {
  provider: string;
  url: URL;
  headers?: Readonly<Record<string, string>>;
  /** Sent as it is, by POST; without it the call is a GET. */
  body?: { type: string; content: string };
  answer: z.ZodType<T>;
  signal: AbortSignal;
}

const MAX_ANSWER_BYTES = 2 * 1024 * 1024;

/**
 * One HTTP call to an engine, as the provider port promises it: bounded in size, never redirected, the answer checked.
 * No error carries the texts that went out or came back.
 *
 * @throws TranslationProviderError, or the signal's reason once it aborted
 */
export async function callEngine<T>({ provider, url, headers, body, answer, signal }: EngineCall<T>): Promise<T> {
  try {
    const response = await request(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { accept: 'application/json', ...(body && { 'content-type': body.type }), ...headers },
      body: body?.content ?? null,
      signal,
    });
    const text = await readBounded(provider, response.body);
    const failure = failureOf(response.statusCode);
    if (failure !== undefined) throw new TranslationProviderError(failure, provider, response.statusCode);
    return parse(provider, text, answer);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TranslationProviderError) throw error;
    throw new TranslationProviderError('translation.provider-unavailable', provider);
  }
}

function failureOf(status: number) {
  if (status >= 200 && status < 300) return undefined;
  if (status === 408 || status === 429 || status >= 500) return 'translation.provider-unavailable';
  return status >= 400 ? 'translation.provider-refused' : 'translation.provider-bad-answer';
}

async function readBounded(provider: string, body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early destroys the body, and with it the connection.
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new TranslationProviderError('translation.provider-bad-answer', provider);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse<T>(provider: string, text: string, answer: z.ZodType<T>): T {
  try {
    return answer.parse(JSON.parse(text));
  } catch {
    // The parser's own message quotes the body, which holds what people said.
    throw new TranslationProviderError('translation.provider-bad-answer', provider);
  }
}

/** An address below the engine's, which may itself have a path (`https://host/translate-engine`). */
export function engineUrl(base: string, path: string): URL {
  return new URL(path, base.endsWith('/') ? base : `${base}/`);
}

/** What most engines take. */
export const jsonBody = (content: unknown) => ({ type: 'application/json', content: JSON.stringify(content) });

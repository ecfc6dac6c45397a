import { z } from 'zod';
import { ConnectionLost, problemFrom } from './api-problem.js';

export interface HttpRequest<T> {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/v1`, with its query. */
  path: string;
  /** JSON, or a Blob that goes as it is: a part of something long, which has its own number instead of a key. */
  body?: unknown;
  answer: z.ZodType<T>;
  /** Makes a mutation that is sent again one mutation. */
  key?: string;
}

/**
 * JSON over HTTP as the API speaks it. Each mutation carries an Idempotency-Key; a lost answer is therefore asked for
 * again, once, with the same key.
 */
export class HttpClient {
  /** @param base where the API is, without `/v1`; empty for the page's own origin */
  constructor(
    private readonly base: string,
    private readonly fetch: typeof globalThis.fetch = (...call) => globalThis.fetch(...call),
  ) {}

  /** Throws `ApiProblem` when the server refused, `ConnectionLost` when it did not answer or not in the expected form. */
  async send<T>(request: HttpRequest<T>, accessToken?: string): Promise<T> {
    const method = request.method ?? 'GET';
    const blob = request.body instanceof Blob ? request.body : null;
    const key = method === 'GET' || blob ? undefined : (request.key ?? globalThis.crypto.randomUUID());
    const init: RequestInit = {
      method,
      headers: {
        accept: 'application/json',
        ...(request.body === undefined ? {} : { 'content-type': blob?.type ?? 'application/json' }),
        ...(key && { 'idempotency-key': key }),
        ...(accessToken && { authorization: `Bearer ${accessToken}` }),
      },
      ...(request.body === undefined ? {} : { body: blob ?? JSON.stringify(request.body) }),
    };
    const response = await this.callTwice(`${this.base}/v1${request.path}`, init);
    const body = await readJson(response);
    if (!response.ok) throw problemFrom(response.status, body);
    const parsed = request.answer.safeParse(body);
    if (!parsed.success) throw new ConnectionLost({ cause: parsed.error });
    return parsed.data;
  }

  /** @param accept media type, where there are several */
  async text(path: string, accept?: string, accessToken?: string): Promise<string> {
    const headers = { ...(accept && { accept }), ...(accessToken && { authorization: `Bearer ${accessToken}` }) };
    const response = await this.callTwice(`${this.base}/v1${path}`, { headers });
    if (!response.ok) throw problemFrom(response.status, await readJson(response));
    return response.text();
  }

  private async callTwice(url: string, init: RequestInit): Promise<Response> {
    try {
      return await this.fetch(url, init);
    } catch {
      return this.fetch(url, init).catch((cause: unknown) => {
        throw new ConnectionLost({ cause });
      });
    }
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

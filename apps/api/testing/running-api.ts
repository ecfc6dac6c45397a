import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Settings } from '#libs/contracts';
import { DatabaseModule } from '#libs/database';
import { createHttpApp, PlatformModule } from '#libs/platform';
import { QueueModule } from '#libs/queue';
import { SessionLogModule } from '#libs/session-log';
import { quietSettings } from '../../../tests/support/feature.js';
import { ApiModule } from '../src/api.module.js';

@Module({})
class RootModule {}

/** A `body` that is a Buffer goes as it is; its type is among the headers. */
export type Sending = { token?: string; key?: string; body?: unknown; headers?: Record<string, string> };
/** `body` is null when the answer is not JSON. */
export type Received = { status: number; headers: Headers; body: Record<string, unknown> | null };

/** The API in this process, on the real database and a free port. */
export class RunningApi {
  private constructor(
    readonly app: NestFastifyApplication,
    private readonly url: string,
  ) {}

  static async open(settings: Settings = quietSettings()): Promise<RunningApi> {
    const imports = [PlatformModule.with(settings), DatabaseModule, SessionLogModule, QueueModule, ApiModule];
    const app = await createHttpApp({ module: RootModule, imports }, settings);
    await app.listen({ host: '127.0.0.1', port: 0 });
    return new RunningApi(app, await app.getUrl());
  }

  /** @param route as in the reference: `POST /v1/guests` */
  async send(route: string, { token, key, body, headers }: Sending = {}): Promise<Received> {
    const [method, path] = route.split(' ');
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body),
    });
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
    const read = isJson ? ((await response.json()) as Received['body']) : null;
    return { status: response.status, headers: response.headers, body: read };
  }

  close(): Promise<void> {
    return this.app.close();
  }
}

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { WebSocket, WebSocketServer } from 'ws';
import { textFrame } from './text-frame.js';

let server: WebSocketServer;
let toSend: Buffer[] = [];
beforeAll(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (_webSocket, request) => {
    for (const frame of toSend) request.socket.write(frame);
  });
  await once(server, 'listening');
});
afterAll(() => server.close());

it('is understood by a WebSocket, whatever its length, and several times over', async () => {
  const texts = [0, 1, 125, 126, 65_535, 65_536, 200_000].flatMap((size) => ['x'.repeat(size), '茶'.repeat(size / 3)]);
  const frames = texts.map(textFrame);
  toSend = [...frames, ...frames];
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const received: string[] = [];
  await new Promise<void>((resolve, reject) => {
    client.on('error', reject);
    client.on('message', (data: Buffer) => {
      received.push(data.toString());
      if (received.length === toSend.length) resolve();
    });
  });
  client.terminate();
  expect(received).toEqual([...texts, ...texts]);
});

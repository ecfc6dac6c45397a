import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { eventually } from '../../../../tests/support/eventually.js';
import { SocketServer } from './socket-server.js';

let http: Server;
let sockets: SocketServer;
beforeEach(async () => {
  http = createServer();
  sockets = new SocketServer(http, {
    allowedOrigins: new Set(),
    addressOf: () => undefined,
    waitOf: async () => 0,
    isStopping: () => false,
  });
  await once(http.listen(0, '127.0.0.1'), 'listening');
});
afterEach(async () => {
  sockets.close();
  http.close();
});

it('keeps no socket of a peer that is refused and does not hang up', async () => {
  const peer = connect({ port: (http.address() as AddressInfo).port, host: '127.0.0.1', allowHalfOpen: true });
  peer.write('GET /elsewhere HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  const [answer] = (await once(peer, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1.1 404 Not Found\r\n/);
  const openSockets = promisify(http.getConnections.bind(http));
  await eventually('the socket is gone', async () => (await openSockets()) === 0);
  peer.destroy();
});

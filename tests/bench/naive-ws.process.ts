import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { answer } from './processes/commands.js';
import { hearMessages } from './speaker/pub-sub-voice.js';

// The loop that everybody writes first: serialise once, send to each.
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
server.on('connection', (socket) => socket.on('error', () => {}));
await hearMessages((message) => {
  const text = JSON.stringify(message);
  for (const client of server.clients) client.send(text);
});

const commands = { port: () => (server.address() as AddressInfo).port };
export type YardstickCommands = typeof commands;

answer(commands);

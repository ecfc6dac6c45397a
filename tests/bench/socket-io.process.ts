import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { answer } from './processes/commands.js';
import type { YardstickCommands } from './naive-ws.process.js';
import { hearMessages } from './speaker/pub-sub-voice.js';

const http = createServer().listen(0, '127.0.0.1');
await once(http, 'listening');
// heartbeats are put off beyond the end of a cell: the viewers of the bench would not answer them
const io = new Server(http, { transports: ['websocket'], pingInterval: 600_000 });
await hearMessages((message) => io.emit('message', message));

const commands: YardstickCommands = { port: () => (http.address() as AddressInfo).port };
answer(commands);

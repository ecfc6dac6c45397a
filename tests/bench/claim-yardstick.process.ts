import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { CommandFrame, type CommandInput, realtimeCommands, realtimeProtocol } from '#libs/contracts';
import { doNothing } from './yardsticks/do-nothing.js';
import { TransactionPerClaim } from './yardsticks/transaction-per-claim.js';
import { answer } from './processes/commands.js';

// A small server of the same protocol: who is greeted with an account's id as the token claims as that account.
const handle =
  process.env.BENCH_HANDLER === 'do-nothing'
    ? doNothing
    : new TransactionPerClaim(process.env.DATABASE_URL ?? '').handler;
const server = new WebSocketServer({
  port: 0,
  host: '127.0.0.1',
  perMessageDeflate: false,
  handleProtocols: () => realtimeProtocol,
});

server.on('connection', (socket, request) => {
  const sessionId = new URL(request.url ?? '', 'http://localhost').searchParams.get('session') ?? '';
  let buyerId = '';
  const run = async (cmd: string, data: unknown): Promise<unknown> => {
    if (cmd === 'claim.place') return handle(sessionId, buyerId, realtimeCommands['claim.place'].data.parse(data));
    buyerId = (data as CommandInput<'hello'>).token ?? '';
    return null;
  };
  socket.on('error', () => {});
  const answerTo = async (text: Buffer): Promise<void> => {
    const { cmd, id, data } = CommandFrame.parse(JSON.parse(text.toString()));
    const reply = await run(cmd, data).then(
      (result) => ({ type: 'ack', id, result }),
      (error: Error) => ({ type: 'problem', id, problem: { code: error.message } }),
    );
    socket.send(JSON.stringify([reply]));
  };
  socket.on('message', (text: Buffer) => void answerTo(text));
});

const commands = { port: () => (server.address() as AddressInfo).port };
export type ClaimYardstickCommands = typeof commands;

answer(commands);

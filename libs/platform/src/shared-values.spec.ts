import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import { loadSettings } from './settings.js';
import { SharedValues } from './shared-values.js';

const opened: { server: Server; sockets: Socket[]; values: SharedValues }[] = [];
afterEach(() => {
  for (const { server, sockets, values } of opened.splice(0)) {
    values.onApplicationShutdown();
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});

/** What a server answers to a command, in the protocol of Redis (RESP2); nothing when it is silent. */
type Answers = (command: string, port: number) => string;

const silent: Answers = () => '';
/** It tells who has the slots, and falls silent when it is asked whether all is well. */
const halfACluster: Answers = (command, port) => {
  if (command === 'cluster slots') return `*1\r\n*3\r\n:0\r\n:16383\r\n*2\r\n$9\r\n127.0.0.1\r\n:${port}\r\n`;
  if (command.startsWith('hello')) return '-ERR unknown command\r\n';
  return command.startsWith('client') ? '+OK\r\n' : '';
};

async function valuesBeside(answers: Answers, addresses: number): Promise<SharedValues> {
  const sockets: Socket[] = [];
  const portOf = () => (server.address() as AddressInfo).port;
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('data', (sent) => {
      for (const command of commandsIn(sent.toString())) socket.write(answers(command, portOf()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = Array.from({ length: addresses }, () => `redis://127.0.0.1:${portOf()}`).join(',');
  const given = { TOKEN_SIGNING_KEY: 'A'.repeat(43), REDIS_URL: url };
  const values = new SharedValues(loadSettings(given, { DATABASE_URL: 'postgres://nowhere/none' }));
  opened.push({ server, sockets, values });
  return values;
}

/** A command is an array of strings, each behind its length. */
const commandsIn = (sent: string): string[] =>
  sent.split(/(?=\*\d+\r\n)/).map((command) =>
    command
      .split('\r\n')
      .filter((_, line) => line > 0 && line % 2 === 0)
      .join(' ')
      .trim()
      .toLowerCase(),
  );

it.each([
  ['a Redis that says nothing', silent, 1],
  ['a cluster that says nothing', silent, 2],
  ['a cluster that falls silent', halfACluster, 2],
] as const)(
  'lets a process start beside %s, and knows nothing',
  async (_, answers, addresses) => {
    const values = await valuesBeside(answers, addresses);
    const started = values.onModuleInit().then(() => 'started');
    expect(await Promise.race([started, pause(10_000, 'waits', { ref: false })])).toBe('started');
    values.write(new Map([['{a}:key', 'value']]), 1000);
    expect(await values.read(['{a}:key', '{a}:other'])).toEqual([null, null]);
  },
  20_000,
);

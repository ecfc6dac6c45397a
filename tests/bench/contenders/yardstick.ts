import type { DialectName } from '../crowd/dialect.js';
import type { YardstickCommands } from '../naive-ws.process.js';
import { Child } from '../processes/child.js';
import { cores } from '../processes/cores.js';
import type { Entrant } from './contender.js';

function yardstick(name: string, dialect: DialectName, path: string): (redisUrl: string) => Entrant {
  return (redisUrl) => ({
    name,
    async start() {
      const server = new Child<YardstickCommands>(`${dialect}.process.ts`, cores.server, { REDIS_URL: redisUrl });
      return {
        stage: { port: await server.ask('port'), path, dialect },
        session: null,
        pid: server.pid,
        end: () => server.end(),
      };
    },
  });
}

export const naiveWs = yardstick('naive ws loop', 'naive-ws', '/');
export const socketIo = yardstick('Socket.IO', 'socket-io', '/socket.io/?EIO=4&transport=websocket');

import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { helloTimeoutMs } from '#libs/contracts';
import { Metrics } from '#libs/platform';
import { CommandLimits } from './command-limits.js';
import type { Connection, Visit } from './connection.js';
import { Connections } from './connections.js';

function aConnection(visit?: Visit) {
  const closed: string[] = [];
  const connection = { visit, closed, close: (reason: string) => void closed.push(reason), onClose: () => {} };
  return { closed, connection: connection as unknown as Connection };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('closes a connection that does not say hello in time, and no other', () => {
  const connections = new Connections(new Metrics(), new CommandLimits());
  const [silent, greeted] = [aConnection(), aConnection({} as Visit)];
  connections.add(silent.connection);
  connections.add(greeted.connection);
  jest.advanceTimersByTime(helloTimeoutMs - 1);
  expect(silent.closed).toEqual([]);
  jest.advanceTimersByTime(1);
  expect(silent.closed).toEqual(['hello-timeout']);
  expect(greeted.closed).toEqual([]);
});

import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { WebSocket } from 'ws';
import { closeCodes, helloTimeoutMs } from '#libs/contracts';
import { Connection } from './connection.js';

function aConnection() {
  const closed: number[] = [];
  const webSocket = Object.assign(new EventEmitter(), {
    readyState: WebSocket.OPEN,
    close: (code: number) => void closed.push(code),
    terminate: () => {},
  });
  return { closed, connection: new Connection(webSocket as unknown as WebSocket, new PassThrough(), 'a-session') };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('is closed when it does not say hello in time, however long the answer to a hello takes', () => {
  const [silent, greeted] = [aConnection(), aConnection()];
  greeted.connection.greeted();
  jest.advanceTimersByTime(helloTimeoutMs - 1);
  expect(silent.closed).toEqual([]);
  jest.advanceTimersByTime(1);
  expect(silent.closed).toEqual([closeCodes['hello-timeout'].code]);
  expect(greeted.closed).toEqual([]);
});

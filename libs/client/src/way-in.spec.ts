import { closeCodes } from '#libs/contracts';
import { describe, expect, it } from '@jest/globals';
import { ABNORMAL_CLOSURE } from './close-reason.js';
import { WayIn } from './way-in.js';

const tries = (ways: WayIn, count: number, code = ABNORMAL_CLOSURE) =>
  Array.from({ length: count }, () => {
    const way = ways.next();
    ways.lost(code);
    return way;
  });

describe('the way into a session', () => {
  it('is a socket, until three in a row came to nothing; then stream and socket take turns', () => {
    const ways = new WayIn(true);
    expect(tries(ways, 7)).toEqual(['socket', 'socket', 'socket', 'stream', 'socket', 'stream', 'socket']);
  });

  it('stays the stream as long as streams hold', () => {
    const ways = new WayIn(true);
    tries(ways, 3);
    for (let line = 0; line < 4; line++) {
      expect(ways.next()).toBe('stream');
      ways.welcomed('stream');
      ways.lost(ABNORMAL_CLOSURE);
    }
  });

  it('is a socket again once one was welcomed, also beside a stream', () => {
    const ways = new WayIn(true);
    tries(ways, 3);
    ways.next();
    ways.welcomed('stream');
    ways.welcomed('socket');
    ways.lost(ABNORMAL_CLOSURE);
    expect(tries(ways, 3)).toEqual(['socket', 'socket', 'socket']);
  });

  it('is not the stream because a server that is full turns sockets away', () => {
    expect(new Set(tries(new WayIn(true), 9, closeCodes.resume.code))).toEqual(new Set(['socket']));
  });

  it('is never the stream for whoever can not write without a socket', () => {
    expect(new Set(tries(new WayIn(false), 9))).toEqual(new Set(['socket']));
  });
});

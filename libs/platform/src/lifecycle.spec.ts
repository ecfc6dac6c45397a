import { describe, expect, it } from '@jest/globals';
import { defineLifecycle, mayMove, statesBefore } from './lifecycle.js';

type Light = 'red' | 'green' | 'off';
const light = { name: 'lights', initial: 'red', resting: ['off'] } as const;

describe('a lifecycle', () => {
  it('knows its moves, forwards and backwards', () => {
    const lights = defineLifecycle<Light>({ ...light, moves: { red: ['green', 'off'], green: ['red'], off: [] } });
    expect(mayMove(lights, 'red', 'green')).toBe(true);
    expect(mayMove(lights, 'green', 'off')).toBe(false);
    expect(statesBefore(lights, 'off')).toEqual(['red']);
  });

  it('is refused when nothing leads to a state', () => {
    const moves = { red: ['off'], green: ['off'], off: [] } satisfies Record<Light, Light[]>;
    expect(() => defineLifecycle<Light>({ ...light, moves })).toThrow('nothing leads to green');
  });

  it('is refused when a state never comes to rest', () => {
    const moves = { red: ['green', 'off'], green: [], off: [] } satisfies Record<Light, Light[]>;
    expect(() => defineLifecycle<Light>({ ...light, moves })).toThrow('green never comes to rest');
  });
});

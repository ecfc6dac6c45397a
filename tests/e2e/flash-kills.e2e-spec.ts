import { describe, expect, it } from '@jest/globals';
import { flashKills } from '../faults/flash-kills.js';

const seed = Date.now() % 1_000_000;

describe('a flash sale in which processes are killed', () => {
  it(`keeps every promise it made (seed ${seed})`, async () => {
    const report = await flashKills({ seed, kills: 3 });
    expect(report).toMatchObject({ wrong: [] });
    expect(report.kills).toHaveLength(3);
    expect(report.answered).toBeGreaterThan(0);
  }, 120_000);
});

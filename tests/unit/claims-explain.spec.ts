import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

const folder = mkdtempSync(path.join(tmpdir(), 'silkcast-line-up-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('claims:explain', () => {
  it('prints one JSON object for each line, in order', () => {
    const { lines, status } = explain('en\tsold A1 red x2\nzh-Hans\t我要B2\nen\t+1\nfr\tbonjour à tous\n');
    expect(lines).toEqual([
      { outcome: 'claim', item: 'A1', qty: 2, variant: 'red', why: expect.any(String) },
      { outcome: 'claim', item: 'B2', qty: 1, why: expect.any(String) },
      { outcome: 'soft', qty: 1, why: expect.any(String) },
      { outcome: 'none', why: 'no-order' },
    ]);
    expect(status).toBe(0);
  });

  it('tries the trigger words of the team', () => {
    const own = { ...aLineUp, triggers: ['shazam'] };
    expect(explain('en\tshazam A1 red\n').lines).toMatchObject([{ outcome: 'none' }]);
    expect(explain('en\tshazam A1 red\n', own).lines).toMatchObject([{ outcome: 'claim', item: 'A1' }]);
  });

  it('answers a line it can not read in its place, and goes on', () => {
    const { lines, status } = explain('no tab\n!!\tsold A1\nen\tsold B2\n');
    expect(lines).toMatchObject([
      { error: expect.any(String) },
      { error: expect.any(String) },
      { outcome: 'claim', item: 'B2' },
    ]);
    expect(status).toBe(1);
  });

  it.each([
    ['a code that sounds like another', { items: [{ code: 'O1' }] }],
    ['a code twice', { items: [{ code: 'A1' }, { code: 'a1' }] }],
    ['no items', {}],
  ])('refuses a line-up with %s', (_, lineUp) => {
    const { lines, status, stderr } = explain('en\tsold A1\n', lineUp);
    expect({ lines, status }).toEqual({ lines: [], status: 2 });
    expect(stderr).toMatch(/^The line-up is not right/);
  });
});

const aLineUp = {
  maxPerBuyer: 5,
  items: [
    { code: 'A1', title: 'Silk scarf', variants: ['red', 'blue'] },
    { code: 'B2', title: 'Green tea', variants: [] },
  ],
};

function explain(input: string, lineUp: object = aLineUp) {
  const file = path.join(folder, 'line-up.json');
  writeFileSync(file, JSON.stringify(lineUp));
  const { stdout, stderr, status } = spawnSync('npm', ['run', '-s', 'claims:explain', '--', '--lineup', file], {
    input,
    encoding: 'utf8',
  });
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { lines: lines.map((line) => JSON.parse(line) as unknown), stderr, status };
}

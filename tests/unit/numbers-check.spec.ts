import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import path from 'node:path';

const project = path.resolve(import.meta.dirname, '../..');

/** What the program prints about lines, and its exit code. */
function check(...rows: string[][]) {
  const { stdout, status } = spawnSync('npm', ['run', '-s', 'numbers:check'], {
    cwd: project,
    input: rows.map((row) => `${row.join('\t')}\n`).join(''),
    encoding: 'utf8',
  });
  return { lines: stdout.trimEnd().split('\n'), status };
}

describe('numbers:check', () => {
  it('says of each line whether its numbers are the same, and which they are', () => {
    const { lines, status } = check(
      ['Only €1,299.50', 'en', 'Nur 1.299,50 €', 'de'],
      ['十二个', 'zh', '21 pieces', 'en'],
      ['From 8 pm', 'en', 'Ab 20 Uhr', 'de'],
    );
    expect(lines).toEqual(['ok\t[1299.5 EUR]\t[1299.5 EUR]', 'mismatch\t[12]\t[21]', 'ok\t[8/20]\t[20]']);
    expect(status).toBe(0);
  });

  it('answers a line that it can not read in its place, goes on, and fails at the end', () => {
    const { lines, status } = check(['no tab'], ['1', 'en', '1', '!!'], ['3', 'en', '٣', 'ar']);
    expect(lines).toEqual([
      expect.stringMatching(/^error\tline 1: /),
      expect.stringMatching(/^error\tline 2: /),
      'ok\t[3]\t[3]',
    ]);
    expect(status).toBe(1);
  });
});

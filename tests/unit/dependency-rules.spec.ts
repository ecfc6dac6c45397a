import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';

const projectRoot = path.resolve(import.meta.dirname, '../..');
const cruiser = path.join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** A rule, and a file that breaks it: where it lies and what it imports. */
type Planted = readonly [rule: string, file: string, imported: string];

const planted: readonly Planted[] = [
  ['session-log-arrows', 'libs/session-log/src/planted.ts', '#libs/queue'],
  ['queue-arrows', 'libs/queue/src/planted.ts', '#libs/database'],
  ['database-arrows', 'libs/database/src/planted.ts', '#libs/session-log'],
  ['platform-arrows', 'libs/platform/src/planted.ts', '#libs/database'],
  ['accounts-arrows', 'libs/accounts/src/planted.ts', '#libs/sessions'],
  ['sessions-arrows', 'libs/sessions/src/planted.ts', '#libs/orders'],
  ['moderation-arrows', 'libs/moderation/src/planted.ts', '#libs/chat'],
  ['listings-arrows', 'libs/listings/src/planted.ts', '#libs/payments'],
  ['payments-arrows', 'libs/payments/src/planted.ts', '#libs/orders'],
  ['orders-arrows', 'libs/orders/src/planted.ts', '#libs/chat'],
  ['chat-arrows', 'libs/chat/src/planted.ts', '#libs/captions'],
  ['captions-arrows', 'libs/captions/src/planted.ts', '#libs/orders'],
  ['translation-arrows', 'libs/translation/src/planted.ts', '#libs/chat'],
  ['speech-arrows', 'libs/speech/src/planted.ts', '#libs/chat'],
  ['video-arrows', 'libs/video/src/planted.ts', '#libs/chat'],
  ['webhooks-arrows', 'libs/webhooks/src/planted.ts', '#libs/orders'],
  ['desk-arrows', 'libs/desk/src/planted.ts', '#libs/chat'],
  ['operations-arrows', 'libs/operations/src/planted.ts', '#libs/orders'],
  ['evidence-arrows', 'libs/evidence/src/planted.ts', '#libs/captions'],
  ['snapshots-arrows', 'libs/snapshots/src/planted.ts', '#libs/chat'],
  ['client-arrows', 'libs/client/src/planted.ts', '#libs/platform'],
  ['pages-arrows', 'libs/pages/src/planted.ts', '#libs/client'],
  ['contracts-arrows', 'libs/contracts/src/planted-arrow.ts', '#libs/platform'],
  ['contracts-import-zod-only', 'libs/contracts/src/planted-arrow.ts', '#libs/platform'],
  ['contracts-import-zod-only', 'libs/contracts/src/planted-package.ts', 'pino'],
  ['known-libs', 'libs/utils/src/planted.ts', '#libs/contracts'],
  ['libs-not-to-apps', 'libs/chat/src/planted-app.ts', '../../../apps/api/src/inside.js'],
  ['apps-not-to-apps', 'apps/api/src/planted.ts', '../../worker/src/inside.js'],
  ['web-talks-through-client', 'apps/web/src/planted.ts', '#libs/orders'],
  ['libs-through-their-index', 'libs/chat/src/planted-inside.ts', '../../orders/src/inside.js'],
  ['tests-through-index-or-testing', 'libs/chat/src/planted-inside.spec.ts', '../../orders/src/inside.js'],
  ['apps-use-libs-through-their-index', 'apps/api/src/planted-inside.ts', '../../../libs/orders/src/inside.js'],
  ['prisma-in-database-and-stores', 'libs/orders/src/planted-sql.ts', 'pg'],
  ['prisma-in-database-and-stores', 'apps/api/src/planted-sql.ts', '@prisma/client'],
  ['generated-client-in-database', 'libs/orders/src/planted.store.ts', '../../database/src/generated/client.js'],
  ['libs-through-their-index', 'libs/orders/src/planted.store.ts', '../../database/src/generated/client.js'],
  ['bullmq-in-queue', 'libs/captions/src/planted-queue.ts', 'bullmq'],
  ['redis-in-infrastructure', 'libs/chat/src/planted-redis.ts', 'ioredis'],
  ['sockets-at-the-edge', 'libs/chat/src/planted-socket.ts', 'ws'],
  ['sockets-at-the-edge', 'libs/speech/src/planted-socket.ts', 'ws'],
  ['no-unresolvable', 'apps/api/src/planted-nowhere.ts', './nowhere.js'],
  ['no-circular', 'apps/worker/src/planted-circle-back.ts', './planted-circle.js'],
];

/** Imports that the same rules must let pass. */
const innocent: readonly (readonly [file: string, imported: string])[] = [
  // a circle is reported once, where it closes
  ['apps/worker/src/planted-circle.ts', './planted-circle-back.js'],
  ['apps/standalone/src/main.ts', '../../api/src/inside.js'],
  ['apps/api/src/controller.ts', '#libs/orders'],
  ['apps/realtime/src/gateway.ts', 'ws'],
  ['apps/web/src/page.ts', '#libs/client'],
  ['apps/web/src/words.ts', '#libs/pages'],
  ['libs/client/src/socket.ts', 'ws'],
  ['libs/chat/src/post-message.ts', '#libs/orders'],
  ['libs/orders/src/order.store.ts', 'pg'],
  ['libs/orders/src/order.spec.ts', '#libs/chat'],
  ['libs/chat/src/chat.spec.ts', '../../orders/testing/sale.js'],
  ['libs/queue/src/queue.ts', 'bullmq'],
  ['libs/session-log/src/redis-log.ts', 'ioredis'],
  ['libs/contracts/src/order.ts', 'zod'],
  ['apps/worker/src/types-circle-back.ts', './types-circle.js'],
];

const Rule = z.object({ name: z.string() });
const Report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: Rule })),
    ruleSetUsed: z.object({ forbidden: z.array(Rule) }),
  }),
});

describe('the rules for arrows between folders', () => {
  const tree = mkdtempSync(path.join(tmpdir(), 'silkcast-arrows-'));
  let found: string[];
  let rules: string[];

  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), text);
  };

  beforeAll(() => {
    write(
      'package.json',
      JSON.stringify({ name: 'planted', type: 'module', imports: { '#libs/*': './libs/*/src/index.ts' } }),
    );
    for (const name of ['zod', 'pino', 'pg', '@prisma/client', 'bullmq', 'ioredis', 'ws']) {
      write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
      write(`node_modules/${name}/index.js`, '');
    }
    for (const lib of new Set(planted.map(([, file]) => /^libs\/[^/]+/.exec(file)?.[0] ?? 'libs/contracts')))
      write(`${lib}/src/index.ts`, 'export {};');
    for (const inside of ['apps/api', 'apps/worker', 'libs/orders']) write(`${inside}/src/inside.ts`, 'export {};');
    write('libs/orders/testing/sale.ts', 'export {};');
    write('libs/database/src/generated/client.ts', 'export {};');
    // Half of them as types: an arrow that vanishes when it is compiled is an arrow all the same.
    for (const [index, [rule, file, imported]] of planted.entries())
      write(
        file,
        index % 2 && rule !== 'no-circular'
          ? `import type * as it from '${imported}';\nexport type It = typeof it;`
          : `import '${imported}';`,
      );
    for (const [file, imported] of innocent) write(file, `import '${imported}';`);
    write(
      'apps/worker/src/types-circle.ts',
      `import type * as it from './types-circle-back.js';\nexport type It = typeof it;`,
    );

    const args = [
      '--config',
      path.join(projectRoot, '.dependency-cruiser.mjs'),
      '--output-type',
      'json',
      'apps',
      'libs',
    ];
    const { stdout } = spawnSync(process.execPath, [cruiser, ...args], {
      cwd: tree,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const { violations, ruleSetUsed } = Report.parse(JSON.parse(stdout)).summary;
    rules = ruleSetUsed.forbidden.map(({ name }) => name);
    found = violations.map(({ from, rule }) => `${rule.name} by ${from}`);
  });

  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  it.each(planted)('report %s', (rule, file) => {
    expect(found).toContain(`${rule} by ${file}`);
  });

  it('report nothing else', () => {
    expect(new Set(found)).toEqual(new Set(planted.map(([rule, file]) => `${rule} by ${file}`)));
  });

  it('have each been seen to fail', () => {
    expect(new Set(planted.map(([rule]) => rule))).toEqual(new Set(rules));
  });
});

// The arrows of the house (docs/architecture.md), enforced: `npx depcruise --config .dependency-cruiser.mjs apps libs`.
// tests/unit/dependency-rules.spec.ts plants a violation of each rule and sees it reported.

const contracts = 'contracts';

// Which infrastructure may use which. Everything else between them is forbidden.
const infrastructure = {
  'session-log': ['database', 'platform', contracts],
  queue: ['platform', contracts],
  database: ['platform', contracts],
  platform: [contracts],
};

// Which feature may use which other feature; all may use infrastructure and contracts.
const features = {
  accounts: [],
  sessions: ['accounts'],
  // who may write and claim: asked by the features that take a message or a claim
  moderation: ['sessions', 'accounts'],
  listings: ['sessions', 'accounts', 'translation'],
  payments: ['sessions', 'accounts'],
  orders: ['payments', 'listings', 'moderation', 'sessions', 'accounts'],
  chat: ['orders', 'moderation', 'sessions', 'accounts', 'translation'],
  captions: ['sessions', 'accounts', 'translation', 'listings'],
  translation: ['sessions', 'moderation'],
  // the systems of exporters are told what stands in the outbox: no feature knows of them
  webhooks: ['accounts'],
  // whoever is heard, is heard as captions; which regions may hear a session is translation's rule
  speech: ['captions', 'translation', 'sessions', 'accounts'],
  // what media servers tell of the video of a session
  video: ['sessions', 'accounts'],
  // what a newcomer sees of a session, put together from the features that own its parts; no feature uses it
  snapshots: ['sessions', 'listings', 'orders', 'translation', 'video'],
  // what operators see of the whole house, put together from what the others keep; no feature uses it
  operations: ['sessions'],
  // how an order came about, put together for whoever has to judge it; no feature uses it
  evidence: ['orders', 'payments', 'accounts'],
  // how a session goes, for whoever runs it; no feature uses it
  desk: ['sessions', 'orders'],
};

const allowed = {
  ...infrastructure,
  ...Object.fromEntries(
    Object.entries(features).map(([name, others]) => [name, [...others, ...Object.keys(infrastructure), contracts]]),
  ),
  client: [contracts],
  // what pages say and how they read forms, in the browser and on the server
  pages: [contracts],
  contracts: [],
};

const oneOf = (names) => `(?:${names.join('|')})`;
const tests = String.raw`\.(?:e2e-)?spec\.ts$|/testing/`;

const noOtherLib = Object.entries(allowed).map(([lib, others]) => ({
  name: `${lib}-arrows`,
  comment: `libs/${lib} may import only these libs: ${others.join(', ') || 'none'}.`,
  severity: 'error',
  from: { path: `^libs/${lib}/`, pathNot: tests },
  to: { path: '^libs/', pathNot: `^libs/${oneOf([lib, ...others])}/` },
}));

/** `packages` may be imported only from files that match `path`, and from tests. */
const only = (name, packages, path, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^(?:apps|libs)/', pathNot: `${path}|${tests}` },
  to: { path: `(?:^|node_modules/)${oneOf(packages)}(?:/|$)` },
});

export default {
  forbidden: [
    ...noOtherLib,
    {
      name: 'known-libs',
      comment: 'A new folder under libs/ takes its place among the arrows above before anything is written in it.',
      severity: 'error',
      from: { path: '^libs/', pathNot: `^libs/${oneOf(Object.keys(allowed))}/` },
      to: {},
    },
    {
      name: 'contracts-import-zod-only',
      severity: 'error',
      from: { path: '^libs/contracts/', pathNot: tests },
      to: { pathNot: String.raw`^libs/contracts/|(?:^|node_modules/)zod/` },
    },
    {
      name: 'libs-not-to-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-not-to-apps',
      comment: 'Only standalone, which composes them, and tests import from an app.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: `^apps/standalone/|${tests}` },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'web-talks-through-client',
      comment:
        'The pages know the house only by its public protocol; their words are those of the pages the server renders.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^libs/', pathNot: '^libs/(?:client|contracts|pages)/' },
    },
    {
      name: 'libs-through-their-index',
      severity: 'error',
      from: { path: '^libs/([^/]+)/', pathNot: tests },
      to: { path: '^libs/', pathNot: String.raw`^libs/$1/|^libs/[^/]+/src/index\.ts$` },
    },
    {
      name: 'tests-through-index-or-testing',
      comment: 'What a lib offers to the tests of others stands in its folder testing/.',
      severity: 'error',
      from: { path: `^libs/([^/]+)/.*(?:${tests})` },
      to: { path: '^libs/', pathNot: String.raw`^libs/$1/|^libs/[^/]+/(?:src/index\.ts$|testing/)` },
    },
    {
      name: 'apps-use-libs-through-their-index',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^libs/', pathNot: String.raw`^libs/[^/]+/src/index\.ts$` },
    },
    only(
      'prisma-in-database-and-stores',
      ['@prisma/[^/]+', 'pg'],
      String.raw`^libs/database/|\.store\.ts$`,
      'SQL lives in one file of each feature.',
    ),
    {
      name: 'generated-client-in-database',
      comment: 'Types and client of Prisma come from the index of libs/database.',
      severity: 'error',
      from: { pathNot: '^libs/database/' },
      to: { path: '^libs/database/src/generated/' },
    },
    only(
      'bullmq-in-queue',
      ['bullmq', '@nestjs/bullmq', '@bull-board/[^/]+'],
      '^libs/queue/',
      'Jobs are typed in one place.',
    ),
    only(
      'redis-in-infrastructure',
      ['ioredis'],
      '^libs/(?:session-log|queue|platform)/',
      'Features do not know Redis.',
    ),
    only(
      'sockets-at-the-edge',
      ['ws'],
      '^apps/(?:realtime|demo)/|^libs/client/',
      'Features do not know their transport. The demo has viewers of its own, who come in by the public door.',
    ),
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-circular',
      comment: 'Types alone may go round: nothing is left of them when it runs.',
      severity: 'error',
      from: { pathNot: '^libs/database/src/generated/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules|^libs/database/src/generated/' },
    exclude: { path: '^dist/|^apps/web/dist/' },
    // `source`: #libs/x means libs/x/src/index.ts here, not what was compiled from it
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default'],
    },
  },
};

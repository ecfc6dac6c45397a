import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { type Actor, DomainError } from '#libs/contracts';
import { Database } from '#libs/database';
import { anActor, openFeatures } from '../../../tests/support/feature.js';
import { AccountsModule } from './accounts.module.js';
import { CreateApiKey } from './create-api-key.js';
import { CreateExporter } from './create-exporter.js';
import { ExporterMembership } from './exporter-membership.js';
import { ListApiKeys } from './list-api-keys.js';
import { ReadExporters } from './read-exporters.js';
import { RevokeApiKey } from './revoke-api-key.js';
import { TokenVerifier } from './token-verifier.js';

let features: INestApplicationContext;
beforeAll(async () => {
  features = await openFeatures([AccountsModule]);
});
afterAll(() => features.close());

async function anExporter() {
  const owner = await anActor(features);
  const exporter = await features
    .get(CreateExporter)
    .create(owner, { slug: `tea-${randomUUID()}`, name: 'Nyungwe Edge Tea', country: 'RW' });
  return { owner, exporter };
}
const refused = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'allowed',
    (error: unknown) => (error instanceof DomainError ? error.code : 'another error'),
  );

describe('an exporter', () => {
  it('belongs to who created it', async () => {
    const { owner, exporter } = await anExporter();
    expect(await features.get(ReadExporters).mine(owner)).toEqual([exporter]);
    expect(await features.get(ReadExporters).mine(await anActor(features))).toEqual([]);
  });

  it('has a slug of its own', async () => {
    const { owner, exporter } = await anExporter();
    const again = features.get(CreateExporter).create(owner, { slug: exporter.slug, name: 'Other', country: 'KE' });
    expect(await refused(again)).toBe('exporter.slug-taken');
  });

  it('is acted for by its members, its own keys and operators, and by nobody else', async () => {
    const { owner, exporter } = await anExporter();
    const stranger = await anActor(features);
    const key = (exporterId: string): Actor => ({ kind: 'api-key', exporterId, apiKeyId: randomUUID() });
    const asked = (actor: Actor) => refused(features.get(ExporterMembership).requireMember(actor, exporter.id));
    expect(await asked(owner)).toBe('allowed');
    expect(await asked(key(exporter.id))).toBe('allowed');
    expect(await asked({ ...stranger, kind: 'operator' })).toBe('allowed');
    expect(await asked(stranger)).toBe('account.forbidden');
    expect(await asked(key(randomUUID()))).toBe('account.forbidden');
    expect(await asked({ kind: 'anonymous' })).toBe('account.unauthenticated');
  });
});

describe('an API key', () => {
  it('acts for its exporter until it is revoked', async () => {
    const { owner, exporter } = await anExporter();
    const key = await features.get(CreateApiKey).create(owner, exporter.id, 'warehouse');
    expect(key.secret).toMatch(/^sk_[\w-]{43}$/);
    expect(key.secret.startsWith(key.prefix)).toBe(true);
    const actor = await features.get(TokenVerifier).verify(key.secret);
    expect(actor).toEqual({ kind: 'api-key', exporterId: exporter.id, apiKeyId: key.id });

    await features.get(RevokeApiKey).revoke(owner, exporter.id, key.id);
    await features.get(RevokeApiKey).revoke(owner, exporter.id, key.id);
    expect(await refused(features.get(TokenVerifier).verify(key.secret))).toBe('account.unauthenticated');
    expect(await features.get(ListApiKeys).list(owner, exporter.id)).toEqual([]);
  });

  it('is listed without its secret, with when it was used last', async () => {
    const { owner, exporter } = await anExporter();
    const { secret, ...shown } = await features.get(CreateApiKey).create(owner, exporter.id, 'warehouse');
    expect(await features.get(ListApiKeys).list(owner, exporter.id)).toEqual([shown]);
    await features.get(TokenVerifier).verify(secret);
    const [used] = await features.get(ListApiKeys).list(owner, exporter.id);
    expect(Date.now() - Date.parse(used?.lastUsedAt ?? '')).toBeLessThan(60_000);
  });

  it('is kept as a hash only', async () => {
    const { owner, exporter } = await anExporter();
    const { id, secret } = await features.get(CreateApiKey).create(owner, exporter.id, 'warehouse');
    const { prisma } = features.get(Database, { strict: false });
    const row = await prisma.apiKey.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  it('is not to be had, seen or revoked by strangers', async () => {
    const { owner, exporter } = await anExporter();
    const { id } = await features.get(CreateApiKey).create(owner, exporter.id, 'warehouse');
    const stranger = await anActor(features);
    expect(await refused(features.get(CreateApiKey).create(stranger, exporter.id, 'x'))).toBe('account.forbidden');
    expect(await refused(features.get(ListApiKeys).list(stranger, exporter.id))).toBe('account.forbidden');
    expect(await refused(features.get(RevokeApiKey).revoke(stranger, exporter.id, id))).toBe('account.forbidden');
  });

  it('is refused when it is made up', async () => {
    expect(await refused(features.get(TokenVerifier).verify('sk_made-up'))).toBe('account.unauthenticated');
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { RouteCheck } from '#libs/accounts';
import { RunningApi } from '../../testing/running-api.js';
import { describeApi } from './document.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

let api: RunningApi;
let document: OpenAPIObject;
beforeAll(async () => {
  api = await RunningApi.open();
  document = describeApi(api.app);
});
afterAll(() => api.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({ method, path, operation })),
  );

describe('the description of the API', () => {
  it('has every route under /v1', () => {
    const routes = api.app
      .get(RouteCheck, { strict: false })
      .routes()
      .filter(({ path }) => path.startsWith('/v1/'))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    const described = operations()
      .filter(({ path }) => path.startsWith('/v1/'))
      .map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(described.sort()).toEqual(routes.sort());
  });

  it('says for every operation what it answers, how it fails and who may call it', () => {
    for (const { operation } of operations()) {
      const { operationId, responses } = operation;
      expect({ operationId, statuses: Object.keys(responses) }).toEqual({
        operationId,
        statuses: [expect.stringMatching(/^20[0124]$/), 'default'],
      });
      expect(operation.description).toMatch(/^For \w/);
      expect(operation.security).not.toEqual([]);
    }
    expect(new Set(operations().map(({ operation }) => operation.operationId)).size).toBe(operations().length);
  });

  it('refers only to what it holds', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, to]) => to ?? '');
    expect(references.length).toBeGreaterThan(50);
    for (const reference of references) {
      const found = reference
        .split('/')
        .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document);
      expect({ reference, found: typeof found }).toEqual({ reference, found: 'object' });
    }
  });

  it('describes a body by the schema that checks it', () => {
    expect(document.components?.schemas?.['RegisterGuest']).toMatchObject({
      type: 'object',
      required: ['displayName', 'lang'],
      properties: { displayName: { type: 'string', maxLength: 40 }, simulated: { type: 'boolean', default: false } },
    });
  });

  it('offers the Idempotency-Key where it is honoured', () => {
    const offers = operations()
      .filter(({ operation }) => JSON.stringify(operation.parameters).includes('IdempotencyKey'))
      .map(({ operation }) => operation.operationId);
    expect(offers).toEqual(expect.arrayContaining(['exporters.create', 'variants.setStock', 'tokens.refresh']));
    expect(offers).not.toContain('apiKeys.create');
    expect(offers).not.toContain('accounts.register');
    expect(offers).not.toContain('listings.read');
  });
});

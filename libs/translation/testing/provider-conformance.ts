import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Check, engineChecks, providerChecks } from './conformance-checks.js';
import type { EngineUnderTest, ProviderUnderTest } from './provider-under-test.js';

type Opened = { close(): Promise<void> };

function describeChecks<T>(name: string, checks: readonly Check<T>[], open: () => Promise<T & Opened>): void {
  describe(`${name} keeps the promises of a translation provider`, () => {
    let test: T & Opened;
    beforeAll(async () => {
      test = await open();
    });
    afterAll(() => test?.close());

    it.each(checks.map(({ promise, run }) => ({ promise, run })))('$promise', async ({ run }) => {
      await expect(run(test)).resolves.toBeUndefined();
    });
  });
}

/** The suite that every translation provider passes. */
export const describeProviderConformance = (name: string, open: () => Promise<ProviderUnderTest & Opened>): void =>
  describeChecks(name, providerChecks, open);

/** The same and more, for a provider with an engine behind it that may hang. */
export const describeEngineConformance = (name: string, open: () => Promise<EngineUnderTest & Opened>): void =>
  describeChecks(name, engineChecks, open);

import { describe, expect, it } from '@jest/globals';
import { missingEntries } from '../../scripts/lock-entries.mjs';

describe('a lock file written where other platforms cannot be seen', () => {
  it('gets the packages of those platforms, each bound to its own', () => {
    const packages = {
      'node_modules/engine': {
        optionalDependencies: {
          '@engine/darwin-arm64': '1.2.3',
          '@engine/linux-x64-musl': '^1.2.3',
          'fsevents-like': '2',
        },
      },
    };

    expect(missingEntries(packages)).toEqual({
      'node_modules/@engine/darwin-arm64': { version: '1.2.3', cpu: ['arm64'], optional: true, os: ['darwin'] },
      'node_modules/@engine/linux-x64-musl': {
        version: '1.2.3',
        cpu: ['x64'],
        libc: ['musl'],
        optional: true,
        os: ['linux'],
      },
    });
  });

  it('keeps what it has, beside the package that asks or above it', () => {
    const packages = {
      'node_modules/tool/node_modules/engine': {
        optionalDependencies: { 'engine-linux-x64': '1.0.0', 'engine-win32-x64': '1.0.0' },
      },
      'node_modules/tool/node_modules/engine-linux-x64': { version: '1.0.0' },
      'node_modules/engine-win32-x64': { version: '1.0.0' },
    };

    expect(missingEntries(packages)).toEqual({});
  });
});

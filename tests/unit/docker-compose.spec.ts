import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { Settings } from '#libs/contracts';

// Without a Docker engine this is how far the scaled mode of docker-compose.yml can be checked.
const projectRoot = path.resolve(import.meta.dirname, '../..');

const Compose = z.object({
  services: z.record(
    z.string(),
    z.object({
      image: z.string(),
      command: z.array(z.string()).optional(),
      environment: z.record(z.string(), z.string()).default({}),
      depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
      ports: z.array(z.string()).default([]),
      volumes: z.array(z.string()).default([]),
      healthcheck: z.looseObject({ test: z.array(z.string()).optional() }),
    }),
  ),
  volumes: z.record(z.string(), z.unknown()),
});

const file = readFileSync(path.join(projectRoot, 'docker-compose.yml'), 'utf8');
const { services, volumes } = Compose.parse(parse(file, { merge: true }));
const own = Object.entries(services).filter(([, service]) => service.image === 'silkcast');

/** What compose puts in for `${NAME:-default}` when NAME is not set. */
const withDefaults = (value: string) => value.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1');

describe('docker-compose.yml', () => {
  it('runs one api, two realtime nodes and a worker, after one migration', () => {
    const commands = own.map(([name, { command }]) => [name, command?.join(' ')]);

    expect(commands).toEqual([
      ['migrate', 'node scripts/migrate.mjs deploy'],
      ['api', 'node scripts/run.mjs api'],
      ['realtime-1', 'node scripts/run.mjs realtime'],
      ['realtime-2', 'node scripts/run.mjs realtime'],
      ['worker', 'node scripts/run.mjs worker'],
    ]);
  });

  it.each(own)('gives %s a program that exists and settings that are right', (_name, { command, environment }) => {
    const [, script = '', argument = ''] = command ?? [];
    const programs = script.endsWith('run.mjs') ? [script, `apps/${argument}/src/main.ts`] : [script];
    expect(programs.filter((program) => !existsSync(path.join(projectRoot, program)))).toEqual([]);

    expect(Object.keys(Settings.shape)).toEqual(expect.arrayContaining(Object.keys(environment)));
    const given = Object.entries({ ...environment, TOKEN_SIGNING_KEY: 'A'.repeat(43) })
      .map(([name, value]) => [name, withDefaults(value)])
      .filter(([, value]) => value !== '');
    expect(Settings.safeParse(Object.fromEntries(given)).error).toBeUndefined();
  });

  it('waits only for services it has, and only for health that is checked', () => {
    const waits = Object.values(services).flatMap((service) => Object.entries(service.depends_on));
    const waitedForHealth = waits.filter(([, { condition }]) => condition === 'service_healthy').map(([name]) => name);

    expect(Object.keys(services)).toEqual(expect.arrayContaining(waits.map(([name]) => name)));
    expect(waitedForHealth.filter((name) => !services[name]?.healthcheck.test)).toEqual([]);
  });

  it('gives each service ports of its own on the host', () => {
    const hostPorts = Object.values(services).flatMap(({ ports }) => ports.map((port) => port.split(':').at(-2)));

    expect(new Set(hostPorts).size).toBe(hostPorts.length);
  });

  it('keeps what PostgreSQL and Redis write in volumes, Redis with its log on disk', () => {
    for (const name of ['postgres', 'redis'])
      expect(Object.keys(volumes)).toContain(services[name]?.volumes[0]?.split(':')[0]);
    expect(services['redis']?.command?.join(' ')).toContain('--appendonly yes');
  });
});

// Programs the tests need that npm does not carry. Installed on demand where that is possible: as root on Debian.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { findProgram } from './processes.mjs';

/** How one sees that a package is there, whatever way it came. */
const evidence = {
  'redis-server': () => findProgram('redis-server'),
  postgresql: () => existsSync('/usr/lib/postgresql'),
  chromium: () => findProgram('chromium'),
  apertium: () => findProgram('apertium'),
  'apertium-apy': () => findProgram('apertium-apy'),
  'apertium-eng-spa': () => existsSync('/usr/share/apertium/modes/eng-spa.mode'),
  ffmpeg: () => findProgram('ffmpeg'),
  nginx: () => findProgram('nginx') || existsSync('/usr/sbin/nginx'),
  'libnginx-mod-rtmp': () => existsSync('/usr/lib/nginx/modules/ngx_rtmp_module.so'),
  flite: () => findProgram('flite'),
  sox: () => findProgram('sox'),
  pocketsphinx: () => findProgram('pocketsphinx_continuous'),
  'pocketsphinx-en-us': () => existsSync('/usr/share/pocketsphinx/model/en-us'),
};

/**
 * Installs those of the packages that are missing. Resolves to undefined when all are there afterwards, else to one
 * sentence that names the missing ones and how to get them.
 */
export function ensurePackages(packages) {
  const missing = () => packages.filter((name) => !evidence[name]());
  if (missing().length > 0 && process.getuid?.() === 0 && findProgram('apt-get')) install(missing());
  const left = missing().join(' ');
  return left ? `Missing: ${left}. On Debian: sudo apt-get install --no-install-recommends ${left}` : undefined;
}

// Debian starts a server as soon as it is installed, unless this file says no. The tests start their own.
const startPolicy = '/usr/sbin/policy-rc.d';

function install(packages) {
  const ownPolicy = !existsSync(startPolicy);
  if (ownPolicy) writeFileSync(startPolicy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    aptGet('update', '-qq');
    aptGet('install', '-y', '-qq', '--no-install-recommends', '-o', 'Dpkg::Options::=--force-confold', ...packages);
  } finally {
    if (ownPolicy) rmSync(startPolicy, { force: true });
  }
}

// Its own output is worth reading only when it fails, and then it is on stderr.
const aptGet = (...args) =>
  spawnSync('apt-get', args, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 300_000,
  });

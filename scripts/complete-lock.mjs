// Keeps package-lock.json whole (see lock-entries.mjs). `--check` only reports, and fails when something is missing.
import { readFileSync, writeFileSync } from 'node:fs';
import { missingEntries } from './lock-entries.mjs';
import { inProject } from './project.mjs';

const file = inProject('package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const missing = missingEntries(lock.packages);
const names = Object.keys(missing);

if (process.argv.includes('--check')) {
  if (names.length > 0) {
    console.error(`package-lock.json lacks ${names.length} optional packages; run "node scripts/complete-lock.mjs".`);
    process.exitCode = 1;
  }
} else if (names.length > 0) {
  const packages = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`);
  console.log(`Added ${names.length} optional packages to package-lock.json.`);
}

// Migrations of the database in DATABASE_URL (see `usage`).
import { ExpectedError, explain } from './explain-error.mjs';
import { deployMigrations, pendingMigrations, schemaDrift, writeMigration } from './migrations.mjs';

const usage = `Usage: DATABASE_URL=postgresql://… node scripts/migrate.mjs <command>
  deploy     apply what is pending
  status     list what is pending
  check      fail when prisma/schema.prisma and prisma/migrations disagree
  new NAME   write the migration that makes them agree`;

const commands = {
  async deploy(url) {
    const applied = await deployMigrations(url);
    return applied.length ? `Applied ${applied.join(', ')}.` : 'Nothing to apply.';
  },

  async status(url) {
    const pending = await pendingMigrations(url);
    return pending.length ? `Pending: ${pending.join(', ')}.` : 'Nothing is pending.';
  },

  async check(url) {
    const drift = await schemaDrift(url);
    if (drift) process.exitCode = 1;
    return drift
      ? `The schema has moved on; run "node scripts/migrate.mjs new NAME".\n${drift}`
      : 'Schema and migrations agree.';
  },

  async new(url, name) {
    if (!/^[a-z0-9_]+$/.test(name ?? '')) throw new ExpectedError('A migration needs a name in lower_case_words.');
    const folder = await writeMigration(url, name);
    return folder ? `Wrote prisma/migrations/${folder}; read it before you commit it.` : 'Schema and migrations agree.';
  },
};

const [name, ...args] = process.argv.slice(2);
const url = process.env.DATABASE_URL;
if (!Object.hasOwn(commands, name ?? '') || !url) {
  console.error(usage);
  process.exit(1);
}
try {
  console.log(await commands[name](url, ...args));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

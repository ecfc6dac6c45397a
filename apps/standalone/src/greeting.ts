import type { Settings } from '#libs/contracts';
import { engineNames } from '#libs/translation';
import { demoAccounts, readCatalogue } from '../../demo/src/index.js';

/** What a person sees when the house is open: where to go, what is running, and who they can be. */
export async function greeting(settings: Settings, address: string): Promise<string> {
  const engines = engineNames(settings);
  const lines = [
    '',
    `  Silkcast is open at ${address}`,
    '',
    `  running      api, realtime and worker in one process`,
    `  data         ${settings.REDIS_URL === undefined ? 'PostgreSQL; queue on it, session log in memory' : 'PostgreSQL and Redis'}`,
    `  translation  ${engines.length === 0 ? 'no engine: everybody reads the source' : engines.join(', then ')}`,
  ];
  if (settings.DEMO) lines.push(...(await demoLines(settings, address)));
  return `${lines.join('\n')}\n\n`;
}

async function demoLines(settings: Settings, address: string): Promise<string[]> {
  const catalogue = await readCatalogue();
  const { host, operator, owners } = demoAccounts(settings, catalogue);
  const account = (what: string, where: string, { email, password }: { email: string; password: string }) =>
    `  ${what.padEnd(11)}  ${address}${where}  ${email}  ${password}`;
  return [
    '',
    `  watch        ${address}/s/${catalogue.session.slug}`,
    account('host', '/studio', host),
    account('operator', '/operate', operator),
    ...[...owners.values()].map((owner) => account('exporter', '/console', owner)),
    `  viewers      ${settings.DEMO_VIEWERS ? 'simulated ones chat and buy (DEMO_VIEWERS=off stops them)' : 'none simulated'}`,
  ];
}

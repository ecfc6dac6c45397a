import { hkdfSync } from 'node:crypto';
import type { Settings } from '#libs/contracts';
import type { Catalogue } from './demo-content.js';

export type DemoAccount = { email: string; password: string; displayName: string };

/**
 * The accounts of the demo. Their passwords grow out of this house's own key, so that no two installations share one
 * and every start can print them again.
 */
export function demoAccounts(
  settings: Settings,
  catalogue: Catalogue,
): { host: DemoAccount; operator: DemoAccount; owners: Map<string, DemoAccount> } {
  const account = (name: string, displayName: string): DemoAccount => {
    const email = `${name}@demo.example`;
    const secret = hkdfSync('sha256', settings.TOKEN_SIGNING_KEY, '', `demo account ${email}`, 9);
    return { email, password: `demo-${Buffer.from(secret).toString('base64url')}`, displayName };
  };
  return {
    host: account('host', catalogue.session.hostName),
    operator: account('operator', 'Operator'),
    owners: new Map(catalogue.exporters.map(({ slug, name }) => [slug, account(slug, name)])),
  };
}

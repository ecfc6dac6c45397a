import { Inject, Injectable } from '@nestjs/common';
import { CreateExporter, RegisterAccount } from '#libs/accounts';
import type { Settings, SignedInActor } from '#libs/contracts';
import { CreateListing, PinItem, PutLineUpItem } from '#libs/listings';
import { OpenOffer } from '#libs/orders';
import { SETTINGS } from '#libs/platform';
import { MoveSession, ScheduleSession, Sessions } from '#libs/sessions';
import { type DemoAccount, demoAccounts } from './demo-accounts.js';
import { type Catalogue, readCatalogue } from './demo-content.js';

const languages = ['en', 'zh-Hans', 'es', 'fr', 'sw', 'ar'];

/** Fills an empty house with two exporters, their goods and a session that is live, through the ordinary use cases. */
@Injectable()
export class SeedDemo {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly sessions: Sessions,
    private readonly register: RegisterAccount,
    private readonly createExporter: CreateExporter,
    private readonly createListing: CreateListing,
    private readonly schedule: ScheduleSession,
    private readonly lineUp: PutLineUpItem,
    private readonly pin: PinItem,
    private readonly offers: OpenOffer,
    private readonly move: MoveSession,
  ) {}

  /** Returns false when there are sessions already. */
  async seed(): Promise<boolean> {
    const { items } = await this.sessions.list({ limit: 1 });
    if (items.length > 0) return false;
    const catalogue = await readCatalogue();
    const accounts = demoAccounts(this.settings, catalogue);
    const listings = await this.#exporters(catalogue, accounts.owners);
    await this.#session(catalogue, accounts.host, listings);
    await this.#account(accounts.operator, 'operator');
    return true;
  }

  async #exporters(catalogue: Catalogue, owners: Map<string, DemoAccount>): Promise<Map<string, string>> {
    const listingByCode = new Map<string, string>();
    for (const { slug, name, country, listings } of catalogue.exporters) {
      const owner = await this.#account(owners.get(slug) as DemoAccount);
      const exporter = await this.createExporter.create(owner, { slug, name, country });
      for (const { code, ...listing } of listings) {
        const { id } = await this.createListing.create(owner, exporter.id, listing);
        listingByCode.set(code, id);
      }
    }
    return listingByCode;
  }

  async #session({ session }: Catalogue, account: DemoAccount, listings: Map<string, string>): Promise<void> {
    const host = await this.#account(account);
    const { slug, title, sourceLang, currency, poster, lineUp } = session;
    const { id } = await this.schedule.schedule(host, {
      slug,
      title,
      sourceLang,
      currency,
      poster,
      startsAt: new Date().toISOString(),
      languages,
      archiveLanguages: [],
      maxLanguages: 12,
    });
    await this.move.start(host, id);
    for (const [position, { code }] of lineUp.entries()) {
      await this.lineUp.put(host, id, code, { listingId: listings.get(code) as string, position });
      await this.offers.open(host, id, { code, maxPerBuyer: 5, holdSeconds: 600, mode: 'FIFO_HOLD' });
    }
    // whoever comes before the host reaches for the first product sees it already
    await this.pin.pin(host, id, lineUp[0]?.code ?? null);
  }

  async #account(
    { email, password, displayName }: DemoAccount,
    kind: 'person' | 'operator' = 'person',
  ): Promise<SignedInActor> {
    const input = { email, password, displayName, lang: 'en', country: 'RW' };
    const { account } = await this.register.register(input, kind);
    return { kind, accountId: account.id, displayName, simulated: false };
  }
}

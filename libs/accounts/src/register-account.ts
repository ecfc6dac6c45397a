import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { AccountKind, RegisterAccount as RegisterAccountInput, Tokens } from '#libs/contracts';
import { AccountSessions } from './account-sessions.js';
import { AccountsStore } from './accounts.store.js';
import { Passwords } from './passwords.js';

/** The spelling of an e-mail address under which an account is kept: its case does not matter. */
export const emailKey = (email: string): string => email.trim().toLowerCase();

@Injectable()
export class RegisterAccount {
  constructor(
    private readonly accounts: AccountsStore,
    private readonly passwords: Passwords,
    private readonly sessions: AccountSessions,
  ) {}

  /**
   * Only the house itself makes operators; the API always registers a `person`.
   *
   * @throws DomainError `account.email-taken`
   */
  async register(input: RegisterAccountInput, kind: Exclude<AccountKind, 'guest'> = 'person'): Promise<Tokens> {
    const account = await this.accounts.create({
      id: uuidv7(),
      kind,
      displayName: input.displayName,
      lang: input.lang,
      country: input.country ?? null,
      simulated: false,
      email: emailKey(input.email),
      passwordHash: await this.passwords.hash(input.password),
    });
    return this.sessions.begin(account);
  }
}

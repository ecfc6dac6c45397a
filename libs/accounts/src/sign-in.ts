import { Injectable } from '@nestjs/common';
import { DomainError, type SignIn as SignInInput, type Tokens } from '#libs/contracts';
import { AccountSessions } from './account-sessions.js';
import { AccountsStore } from './accounts.store.js';
import { Passwords } from './passwords.js';
import { emailKey } from './register-account.js';

@Injectable()
export class SignIn {
  constructor(
    private readonly accounts: AccountsStore,
    private readonly passwords: Passwords,
    private readonly sessions: AccountSessions,
  ) {}

  /** @throws DomainError `account.wrong-credentials`, which does not tell whether the address is known */
  async signIn({ email, password }: SignInInput): Promise<Tokens> {
    const found = await this.accounts.findByEmail(emailKey(email));
    const matches = await this.passwords.matches(password, found?.passwordHash ?? null);
    if (!found || !matches) throw new DomainError('account.wrong-credentials');
    return this.sessions.begin(found.account);
  }
}

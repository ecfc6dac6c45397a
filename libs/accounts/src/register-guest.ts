import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { RegisterGuest as RegisterGuestInput, Tokens } from '#libs/contracts';
import { AccountSessions } from './account-sessions.js';
import { AccountsStore } from './accounts.store.js';

/** A viewer who wants to chat and buy at once: a name, a language, and tokens instead of a password. */
@Injectable()
export class RegisterGuest {
  constructor(
    private readonly accounts: AccountsStore,
    private readonly sessions: AccountSessions,
  ) {}

  async register({ country, ...input }: RegisterGuestInput): Promise<Tokens> {
    const account = await this.accounts.create({ ...input, id: uuidv7(), kind: 'guest', country: country ?? null });
    return this.sessions.begin(account);
  }
}

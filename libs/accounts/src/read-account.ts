import { Injectable } from '@nestjs/common';
import { type Account, DomainError } from '#libs/contracts';
import { AccountsStore } from './accounts.store.js';

@Injectable()
export class ReadAccount {
  constructor(private readonly accounts: AccountsStore) {}

  /** @throws DomainError `account.not-found` */
  async byId(id: string): Promise<Account> {
    const account = await this.accounts.find(id);
    if (account === null) throw new DomainError('account.not-found');
    return account;
  }
}

import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/contracts';
import type { PaymentProvider } from './payment-provider.js';
import { SandboxProvider } from './sandbox.provider.js';

/** The providers of this house, by name. */
@Injectable()
export class PaymentProviders {
  readonly #byName: ReadonlyMap<string, PaymentProvider>;

  constructor(readonly preferred: SandboxProvider) {
    this.#byName = new Map([[preferred.name, preferred]]);
  }

  /** @throws DomainError `payment.not-found` */
  named(name: string): PaymentProvider {
    const provider = this.#byName.get(name);
    if (provider === undefined) throw new DomainError('payment.not-found', 'There is no such payment provider.');
    return provider;
  }
}

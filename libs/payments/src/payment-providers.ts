import { Inject, Injectable } from '@nestjs/common';
import {
  DomainError,
  type Payment,
  type PaymentMethod,
  type PaymentProviderName,
  type Settings,
} from '#libs/contracts';
import { publicUrl, SETTINGS, SettingsError } from '#libs/platform';
import type { PaymentProvider } from './payment-provider.js';
import { type PaymentRecord, paymentView } from './payment.js';
import { BankTransferProvider } from './providers/by-hand/bank-transfer.provider.js';
import { CashOnDeliveryProvider } from './providers/by-hand/cash-on-delivery.provider.js';
import { mobileMoneyOf } from './providers/mobile-money/mobile-money.provider.js';
import { SandboxProvider } from './providers/sandbox/sandbox.provider.js';
import { stripeOf } from './providers/stripe/stripe.provider.js';

/**
 * The providers of this house, by name. Those that buyers are offered are told by the settings; one that is offered no
 * more is still asked about the payments that it has.
 */
@Injectable()
export class PaymentProviders {
  readonly #byName: ReadonlyMap<string, PaymentProvider>;
  readonly #offered: readonly PaymentProvider[];
  readonly #ownPages: string;

  /** @throws SettingsError when one that is to be offered lacks its settings */
  constructor(@Inject(SETTINGS) settings: Settings, sandbox: SandboxProvider) {
    const providers = [
      sandbox,
      new CashOnDeliveryProvider(),
      stripeOf(settings),
      mobileMoneyOf(settings),
      bankTransferOf(settings),
    ].filter((provider) => provider !== null);
    this.#byName = new Map(providers.map((provider) => [provider.method.provider, provider]));
    this.#offered = settings.PAYMENT_PROVIDERS.map((name) => {
      const provider = this.#byName.get(name);
      if (provider === undefined) throw new SettingsError(`The settings of the payment provider ${name} are missing.`);
      return provider;
    });
    this.#ownPages = `${publicUrl(settings)}/pay`;
  }

  /** @throws DomainError `payment.not-found` */
  named(name: string): PaymentProvider {
    const provider = this.#byName.get(name);
    if (provider === undefined) throw new DomainError('payment.not-found', 'There is no such payment provider.');
    return provider;
  }

  /** The one that the buyer wants, or the usual one. @throws DomainError `payment.not-offered` */
  offered(name?: PaymentProviderName): PaymentProvider {
    const provider = this.#offered.find(({ method }) => name === undefined || method.provider === name);
    if (provider === undefined) throw new DomainError('payment.not-offered');
    return provider;
  }

  methods(): PaymentMethod[] {
    return this.#offered.map(({ method }) => method);
  }

  /** Those that can be asked what became of a payment. */
  get answering(): string[] {
    return [...this.#byName.values()].filter(({ byHand }) => !byHand).map(({ method }) => method.provider);
  }

  viewOf(payment: PaymentRecord): Payment {
    const instructions = this.#byName.get(payment.provider)?.instructions() ?? null;
    return paymentView(payment, { ownPage: `${this.#ownPages}/${payment.id}`, instructions });
  }
}

const bankTransferOf = ({ BANK_TRANSFER_ACCOUNT, BANK_TRANSFER_DAYS }: Settings) =>
  BANK_TRANSFER_ACCOUNT === undefined ? null : new BankTransferProvider(BANK_TRANSFER_ACCOUNT, BANK_TRANSFER_DAYS);

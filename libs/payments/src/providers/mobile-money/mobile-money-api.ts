import { z } from 'zod';

/** An operation makes three calls at most, and has ten seconds. */
const callMs = 3000;
/** Seconds before its end at which a token is not used any more. */
const spareSeconds = 30;

export type MobileMoneyAccount = {
  baseUrl: string;
  user: string;
  apiKey: string;
  /** Subscription keys of the two products. */
  keys: Readonly<Record<Product, string>>;
  /** The target environment, such as `mtnrwanda`. */
  environment: string;
};
export type Product = 'collection' | 'disbursement';

const Token = z.object({ access_token: z.string(), expires_in: z.coerce.number() });
const Transfer = z.object({ status: z.enum(['PENDING', 'SUCCESSFUL', 'FAILED']) });
export type TransferStatus = z.infer<typeof Transfer>['status'] | 'ABSENT';

/** The MTN MoMo Open API over the wire (https://momodeveloper.mtn.com/api-documentation). */
export class MobileMoneyApi {
  readonly #tokens = new Map<Product, { token: string; until: number }>();

  constructor(private readonly account: MobileMoneyAccount) {}

  /** Asks for money to move. A second request under the same id is refused and has no effect. */
  async request(
    product: Product,
    path: string,
    id: string,
    body: unknown,
    callbackUrl?: string,
  ): Promise<'accepted' | 'refused'> {
    const answer = await this.#send(product, 'POST', path, {
      headers: {
        'x-reference-id': id,
        'content-type': 'application/json',
        ...(callbackUrl !== undefined && { 'x-callback-url': callbackUrl }),
      },
      body: JSON.stringify(body),
    });
    await answer.body?.cancel();
    // 409: it was asked for before
    if (answer.ok || answer.status === 409) return 'accepted';
    return definite(answer) ? 'refused' : unclear(answer);
  }

  async statusOf(product: Product, path: string): Promise<TransferStatus> {
    const answer = await this.#send(product, 'GET', path);
    if (answer.ok) return Transfer.parse(await answer.json()).status;
    await answer.body?.cancel();
    return answer.status === 404 ? 'ABSENT' : unclear(answer);
  }

  /** Whether a phone number, without the plus sign, has a wallet that can pay. */
  async isActive(msisdn: string): Promise<boolean> {
    const answer = await this.#send('collection', 'GET', `/v1_0/accountholder/msisdn/${msisdn}/active`);
    if (answer.ok) return z.object({ result: z.boolean() }).parse(await answer.json()).result;
    await answer.body?.cancel();
    return definite(answer) ? false : unclear(answer);
  }

  async #send(product: Product, method: string, path: string, init: RequestInit = {}): Promise<Response> {
    const { environment, keys } = this.account;
    const answer = await this.#fetch(`/${product}${path}`, {
      ...init,
      method,
      headers: {
        ...(init.headers as Record<string, string> | undefined),
        authorization: `Bearer ${await this.#token(product)}`,
        'ocp-apim-subscription-key': keys[product],
        'x-target-environment': environment,
      },
    });
    // it was withdrawn before its time
    if (answer.status === 401) this.#tokens.delete(product);
    return answer;
  }

  async #token(product: Product): Promise<string> {
    const known = this.#tokens.get(product);
    if (known !== undefined && known.until > Date.now()) return known.token;
    const { user, apiKey, keys } = this.account;
    const answer = await this.#fetch(`/${product}/token/`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${user}:${apiKey}`).toString('base64')}`,
        'ocp-apim-subscription-key': keys[product],
      },
    });
    if (!answer.ok) return unclear(answer);
    const { access_token: token, expires_in: seconds } = Token.parse(await answer.json());
    this.#tokens.set(product, { token, until: Date.now() + (seconds - spareSeconds) * 1000 });
    return token;
  }

  #fetch(path: string, init: RequestInit): Promise<Response> {
    return fetch(`${this.account.baseUrl}${path}`, { ...init, redirect: 'error', signal: AbortSignal.timeout(callMs) });
  }
}

/** It was understood and turned down; what asks for patience or another sign-in says nothing about the money. */
const definite = ({ status }: Response): boolean =>
  status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);

function unclear({ status }: Response): never {
  throw new Error(`the mobile money API answered with status ${status}`);
}

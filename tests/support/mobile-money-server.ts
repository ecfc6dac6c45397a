import { type Answered, LocalServer, type Received } from './local-server.js';

type Transfer = { amount: string; currency: string; externalId: string; status: string; of: string | null };

const signsIn = (authorization = '') =>
  Buffer.from(authorization.replace('Basic ', ''), 'base64').toString().endsWith(':key');

/** The MTN MoMo Open API as far as Silkcast uses it. Numbers that end in 0000 have no wallet. */
export class MobileMoneyServer {
  readonly transfers = new Map<string, Transfer>();
  readonly seen: Received[] = [];
  /** Answers to requests to pay that will be lost, after they took effect. */
  lost = 0;
  #server: LocalServer | undefined;

  static async open(): Promise<MobileMoneyServer> {
    const momo = new MobileMoneyServer();
    momo.#server = await LocalServer.open((request) => momo.#answer(request));
    return momo;
  }

  get url(): string {
    return this.#server?.url ?? '';
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }

  /** The buyer confirms on the phone, or does not. */
  settle(paymentId: string, status: 'SUCCESSFUL' | 'FAILED'): void {
    const transfer = this.transfers.get(paymentId);
    if (transfer?.status !== 'PENDING') throw new Error('nothing waits on the phone');
    transfer.status = status;
  }

  repaid(paymentId: string): number {
    return [...this.transfers.values()]
      .filter(({ of, status }) => of === paymentId && status === 'SUCCESSFUL')
      .reduce((sum, { amount }) => sum + Number(amount), 0);
  }

  #answer(request: Received): Answered {
    this.seen.push(request);
    const { method, path, headers, body } = request;
    if (path.endsWith('/token/'))
      return signsIn(headers.authorization)
        ? { status: 200, body: { access_token: 'momo-token', token_type: 'access_token', expires_in: 3600 } }
        : { status: 401 };
    if (headers.authorization !== 'Bearer momo-token') return { status: 401 };
    const [, product, , operation, id = ''] = path.split('/');
    if (operation === 'accountholder') return { status: 200, body: { result: !path.includes('0000/active') } };
    if (method === 'GET') return this.#status(product === 'collection' ? id : `refund-${id}`);
    const reference = String(headers['x-reference-id']);
    return product === 'collection'
      ? this.#begin(reference, body, null)
      : this.#begin(
          `refund-${reference}`,
          body,
          String((JSON.parse(body) as Record<string, unknown>)['referenceIdToRefund']),
        );
  }

  #status(id: string): Answered {
    const transfer = this.transfers.get(id);
    if (transfer === undefined) return { status: 404, body: { code: 'RESOURCE_NOT_FOUND' } };
    const { of: _, ...body } = transfer;
    // a refund is on its way when it is first asked about
    if (transfer.of !== null && transfer.status === 'PENDING') transfer.status = 'SUCCESSFUL';
    return { status: 200, body };
  }

  #begin(id: string, body: string, of: string | null): Answered {
    if (this.transfers.has(id)) return { status: 409, body: { code: 'RESOURCE_ALREADY_EXIST' } };
    const { amount, currency, externalId } = JSON.parse(body) as Transfer;
    const paid = of === null ? Infinity : Number(this.transfers.get(of)?.amount ?? 0);
    const before = [...this.transfers.values()]
      .filter((transfer) => transfer.of === of && of !== null)
      .reduce((sum, transfer) => sum + Number(transfer.amount), 0);
    if (before + Number(amount) > paid) return { status: 400, body: { code: 'NOT_ENOUGH_FUNDS' } };
    this.transfers.set(id, { amount, currency, externalId, status: 'PENDING', of });
    if (of === null && this.lost > 0) {
      this.lost--;
      return null;
    }
    return { status: 202 };
  }
}

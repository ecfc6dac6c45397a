import { Injectable, Logger } from '@nestjs/common';
import { errorFields } from '#libs/platform';
import { AnswerRequest } from './answer-request.js';
import { OrderRequestsStore } from './order-requests.store.js';

/** Requests that one run looks at. */
const batch = 100;

/** Requests that nobody answered in time are accepted. Any number of processes may do so: each request is taken once. */
@Injectable()
export class AcceptSilence {
  readonly #logger = new Logger(AcceptSilence.name);

  constructor(
    private readonly requests: OrderRequestsStore,
    private readonly answering: AnswerRequest,
  ) {}

  /** Returns how many it accepted. One that can not be accepted keeps no other from it. */
  async sweep(): Promise<number> {
    let accepted = 0;
    for (const { id, orderId } of await this.requests.due(batch)) {
      try {
        await this.answering.acceptSilence(orderId, id);
        accepted += 1;
      } catch (error) {
        this.#logger.warn({ request: id, err: errorFields(error as Error) }, 'a request could not be accepted yet');
      }
    }
    return accepted;
  }
}

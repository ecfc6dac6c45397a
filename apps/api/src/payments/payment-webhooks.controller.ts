import { Controller, Param, Post, Put, Req } from '@nestjs/common';
import { Public } from '#libs/platform';
import { SettlePayment } from '#libs/orders';
import { Answers } from '../answers.decorator.js';

type RawRequest = { headers: Record<string, string | string[] | undefined>; rawBody?: Buffer };

@Controller('v1/payments/webhooks')
export class PaymentWebhooksController {
  constructor(private readonly settling: SettlePayment) {}

  /** For payment providers: what is signed is believed, whoever sends it. */
  @Post(':provider')
  @Public()
  @Answers(204)
  receive(@Param('provider') provider: string, @Req() { headers, rawBody }: RawRequest): Promise<void> {
    return this.settling.settle(provider, { headers, body: rawBody ?? Buffer.alloc(0) });
  }

  /** For payment providers that announce by PUT, as mobile money does. */
  @Put(':provider')
  @Public()
  @Answers(204)
  announce(@Param('provider') provider: string, @Req() request: RawRequest): Promise<void> {
    return this.receive(provider, request);
  }
}

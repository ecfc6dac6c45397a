import { Controller, Get, Param } from '@nestjs/common';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, Id, JwkSet, SignedEvidence } from '#libs/contracts';
import { EvidenceKeys, SignEvidence } from '#libs/evidence';
import { Answers } from '../answers.decorator.js';

@Controller()
export class EvidenceController {
  constructor(
    private readonly evidence: SignEvidence,
    private readonly keys: EvidenceKeys,
  ) {}

  /**
   * For its buyer, its exporter and operators: how the order came about, what was said around its claims, and what was
   * paid, as one signed document. `npm run evidence:verify` checks it, without asking the house.
   */
  @Get('v1/orders/:order/evidence')
  @Allow('signed-in', 'api-key')
  @Answers(200, SignedEvidence)
  of(@Caller() actor: Actor, @Param('order', { schema: Id }) order: string): Promise<SignedEvidence> {
    return this.evidence.of(actor, order);
  }

  /** The public keys that verify evidence (RFC 7517). */
  @Get('.well-known/jwks.json')
  @Allow('anyone')
  @Answers(200, JwkSet)
  published(): JwkSet {
    return this.keys.published();
  }
}

import { Injectable } from '@nestjs/common';
import { CompactSign } from 'jose';
import { type Actor, EVIDENCE_TYPE, type SignedEvidence } from '#libs/contracts';
import { EvidenceKeys } from './evidence-keys.js';
import { GatherEvidence } from './gather-evidence.js';

/** The evidence of an order under the house's signature, for its buyer, its exporter and the operators of the house. */
@Injectable()
export class SignEvidence {
  constructor(
    private readonly evidence: GatherEvidence,
    private readonly keys: EvidenceKeys,
  ) {}

  /** @throws DomainError `order.not-found`, also for those who may not see it */
  async of(actor: Actor, orderId: string): Promise<SignedEvidence> {
    const { id, privateKey } = this.keys.current;
    const payload = Buffer.from(JSON.stringify(await this.evidence.of(actor, orderId)));
    const jws = await new CompactSign(payload)
      .setProtectedHeader({ alg: 'EdDSA', kid: id, typ: EVIDENCE_TYPE })
      .sign(privateKey);
    return { jws };
  }
}

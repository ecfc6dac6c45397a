import { z } from 'zod';
import { Caption } from './captions.js';
import { LanguageTag } from './language.js';
import { Offer, Order } from './orders.js';
import { LedgerEntry, Payment, Refund } from './payments.js';
import { Id, Instant } from './primitives.js';

/**
 * A claim that led to the order, as it stands in the claim log (`ClaimProofEntry`). `said` is the chat message it came
 * with, null when it came by button; of a message that was taken away only the SHA-256 is left.
 */
export const ClaimEvidence = z.object({
  seq: z.int(),
  at: Instant,
  said: z
    .object({ lang: LanguageTag, text: z.string(), sha256: z.string().nullable() })
    .nullable()
    .meta({ description: 'sha256: of a text that was taken away, hex' }),
  prevHash: z.string(),
  hash: z.string(),
  body: z.string(),
});
export type ClaimEvidence = z.infer<typeof ClaimEvidence>;

/** A revision of a caption. Of a segment that was taken back no word is left. */
export const CaptionEvidence = Caption.omit({ type: true, stable: true, lagMs: true }).extend({ at: Instant });
export type CaptionEvidence = z.infer<typeof CaptionEvidence>;

/** Somebody changed a caption, or took it back: of what it said before there is the SHA-256, hex. */
export const CaptionChangeEvidence = z.object({
  segment: Id,
  lang: LanguageTag,
  rev: z.int().meta({ description: 'the revision that was made' }),
  kind: z.enum(['corrected', 'retracted']),
  oldSha256: z.string(),
  at: Instant,
});
export type CaptionChangeEvidence = z.infer<typeof CaptionChangeEvidence>;

/**
 * Everything the house knows of how an order came about and what became of it: what was offered at which price, what was
 * said in the minute before and after each claim, the claim, the payments and the books. It holds no address.
 */
export const Evidence = z
  .object({
    iss: z.literal('urn:silkcast'),
    iat: z.int().meta({ description: 'when it was put together, seconds since 1970' }),
    order: Order,
    offers: z.array(Offer),
    claims: z.array(ClaimEvidence),
    captions: z.array(CaptionEvidence),
    captionChanges: z.array(CaptionChangeEvidence),
    payments: z.array(Payment),
    refunds: z.array(Refund),
    ledger: z.array(LedgerEntry),
  })
  .meta({ id: 'Evidence' });
export type Evidence = z.infer<typeof Evidence>;

/** Type of the JWS that carries evidence: nothing else that the house signs has it. */
export const EVIDENCE_TYPE = 'silkcast-evidence';

/** `Evidence` as a JWS in compact serialisation (RFC 7515), signed with Ed25519 (RFC 8037). */
export const SignedEvidence = z
  .object({ jws: z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/) })
  .meta({ id: 'SignedEvidence' });
export type SignedEvidence = z.infer<typeof SignedEvidence>;

/** The public keys that verify it (RFC 7517). `kid` is the key's thumbprint (RFC 7638). */
export const JwkSet = z
  .object({
    keys: z.array(
      z.object({
        kty: z.literal('OKP'),
        crv: z.literal('Ed25519'),
        x: z.string(),
        kid: z.string(),
        alg: z.literal('EdDSA'),
        use: z.literal('sig'),
      }),
    ),
  })
  .meta({ id: 'JwkSet' });
export type JwkSet = z.infer<typeof JwkSet>;

import { z } from 'zod';
import { Id, Instant, plainText } from './primitives.js';

/** Fewer units are there than were promised: says how many there really are, and why. */
export const DeclareShortfall = z
  .object({ onHand: z.int().min(0).max(10_000_000), reason: plainText(300) })
  .meta({ id: 'DeclareShortfall' });
export type DeclareShortfall = z.infer<typeof DeclareShortfall>;

/**
 * Units that buyers hold or have bought and that are not there. `orderIds` are the orders concerned, the latest first:
 * what becomes of them is for people to decide.
 */
export const Shortfall = z
  .object({
    id: Id,
    variantId: Id,
    units: z.int(),
    orderIds: z.array(Id),
    reason: z.string(),
    at: Instant,
    settledAt: Instant.nullable(),
  })
  .meta({ id: 'Shortfall' });
export type Shortfall = z.infer<typeof Shortfall>;

import type { ReviewHook, SessionRole, SignedInActor } from '#libs/contracts';

/** Who moderates. What viewers are held to does not bind them. */
export const staff = ['host', 'co-host', 'moderator'] as const satisfies readonly SessionRole[];

/** An operator of the house counts as a host. */
export const isStaff = (actor: SignedInActor, role: SessionRole | null): boolean =>
  actor.kind === 'operator' || (staff as readonly (SessionRole | null)[]).includes(role);

/** What a session holds an account to, at the moment it wants to write or claim. */
export type Standing = {
  role: SessionRole | null;
  /** `until: null` is for good. */
  ban: { until: Date | null } | null;
  slowModeSeconds: number;
  blockedWords: string[];
  hook: ReviewHook | null;
};

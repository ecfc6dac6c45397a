import type { Actor } from '#libs/contracts';
import type { Outlet } from '../hub/outlet.js';
import type { Seat } from '../hub/seat.js';

/** Who is at the other end, once it is seated. */
export interface Visit {
  actor: Actor;
  sessionId: string;
  seat: Seat;
}

/** An open line to somebody, whatever it is made of. */
export interface Visitor extends Outlet {
  readonly isOpen: boolean;
  visit: Visit | undefined;
  /** Shows that the line is in use, and finds out whether anybody is still there. */
  ping(): void;
}

import type { CloseReason, Positions } from '#libs/contracts';
import type { Frame, Framing } from './frame.js';

/** All that the hub knows of a viewer's line; a WebSocket and an event stream stand behind it. */
export interface Outlet {
  readonly framing: Framing;
  /** Bytes that the kernel has not taken yet. */
  readonly waitingBytes: number;
  /** The welcome, and what brings the viewer from where it was up to these positions. Everything else comes after. */
  open(welcome: Frame, catchUp: readonly Frame[], upTo: Positions): void;
  write(frame: Frame): void;
  /** Ends it. `retryAfterMs` is when the viewer may come back. */
  close(reason: CloseReason, retryAfterMs?: number): void;
}

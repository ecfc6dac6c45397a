import type { Stage } from '../crowd/dialect.js';

/** A server under measurement: one process that was just started, on a core of its own. */
export interface Contender {
  stage: Stage;
  /** The session to speak to; `null` for who knows no sessions. */
  session: string | null;
  pid: number;
  end(): Promise<void>;
}

/** How to start one. */
export interface Entrant {
  name: string;
  start(): Promise<Contender>;
}

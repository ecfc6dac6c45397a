import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Metrics } from '#libs/platform';
import { PingRounds } from './ping-rounds.js';
import type { Visitor } from './visitor.js';

/** Proxies close lines that are silent for a while, and a peer that vanished is noticed no other way. Milliseconds. */
const pingEveryMs = 15_000;
/** Viewers of a node that stops come back to others within this time, not all at once. Milliseconds. */
const comeBackWithinMs = 5000;
const drainMs = 3000;

/** Every open line of this node, socket or event stream: asked for signs of life, and sent away in good order. */
@Injectable()
export class OpenLines implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #open = new Set<Visitor>();
  readonly #pings = new PingRounds(pingEveryMs);
  #draining = false;

  constructor(private readonly metrics: Metrics) {}

  get draining(): boolean {
    return this.#draining;
  }

  add(visitor: Visitor): void {
    this.#open.add(visitor);
    this.#pings.add(visitor);
    this.metrics.connections.inc();
    if (this.#draining) sendAway(visitor);
  }

  remove(visitor: Visitor): void {
    if (!this.#open.delete(visitor)) return;
    this.#pings.remove(visitor);
    this.metrics.connections.dec();
    visitor.visit?.seat.leave();
  }

  onApplicationBootstrap(): void {
    this.#pings.start();
  }

  /** Sends everybody to another node, and waits a moment until they have gone. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#draining = true;
    this.#pings.stop();
    for (const visitor of this.#open) sendAway(visitor);
    for (let waited = 0; this.#open.size > 0 && waited < drainMs; waited += 20) await pause(20);
  }
}

const sendAway = (visitor: Visitor): void => visitor.close('resume', Math.round(Math.random() * comeBackWithinMs));

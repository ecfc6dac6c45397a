import type { ConnectionListener } from './connection-options.js';

/** Who wants to hear of a connection. */
export class ConnectionListeners {
  private readonly all = new Set<ConnectionListener>();

  /** @returns what ends the listening */
  add(listener: ConnectionListener): () => void {
    this.all.add(listener);
    return () => this.all.delete(listener);
  }

  tell(say: (listener: ConnectionListener) => void): void {
    for (const listener of this.all) say(listener);
  }
}

/**
 * The part of a WebSocket that the client uses. The browser's `WebSocket` and the constructor of the package `ws` both
 * fit; Node 20 has no stable one of its own, so there it is given.
 */
export interface Socket {
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { code: number; reason: string }) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
}

export type SocketConstructor = new (url: string, protocols: string[]) => Socket;

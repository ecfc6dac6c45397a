import type { ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';

/** Whoever reads a session, over whatever kind of line. */
export interface Reader {
  tell(frame: unknown, type?: 'welcome'): void;
  close(code: number, reason: string): void;
  onClose(listener: () => void): void;
}

export const socketReader = (socket: WebSocket): Reader => ({
  tell: (frame) => socket.send(JSON.stringify(frame)),
  close: (code, reason) => socket.close(code, reason),
  onClose: (listener) => void socket.on('close', listener),
});

/** Writes `text/event-stream`; a close without a reason is a line that breaks. */
export function streamReader(response: ServerResponse): Reader {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  response.write('retry: 10\n\n');
  return {
    tell: (frame, type) =>
      void response.write(`${type === undefined ? '' : `event: ${type}\n`}data: ${JSON.stringify(frame)}\n\n`),
    close: (_, reason) => (reason === '' ? response.destroy() : void response.end(`event: close\ndata: ${reason}\n\n`)),
    onClose: (listener) => void response.on('close', listener),
  };
}

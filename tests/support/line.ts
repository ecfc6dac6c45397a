import { once } from 'node:events';
import net, { type AddressInfo, type Server, type Socket } from 'node:net';

/** A stretch of network between a viewer and the house, that can be cut and can be led to another node. */
export class Line {
  private readonly sockets = new Set<Socket>();
  private up = true;
  private upgrades = true;

  private constructor(
    private readonly server: Server,
    private target: URL,
  ) {
    server.on('connection', (socket) => this.carry(socket));
  }

  /** @param address `ws://127.0.0.1:…` */
  static async to(address: string): Promise<Line> {
    const server = net.createServer();
    const line = new Line(server, new URL(address));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return line;
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Everything on it breaks, and nothing gets through, until it leads somewhere again. */
  cut(): void {
    this.up = false;
    for (const socket of this.sockets) socket.destroy();
  }

  leadTo(address: string): void {
    this.target = new URL(address);
    this.up = true;
  }

  /** As a proxy that does not know WebSocket: whatever asks for one is turned away. Sockets that are open stay. */
  refuseUpgrades(refuse = true): void {
    this.upgrades = !refuse;
  }

  leave(): void {
    this.cut();
    this.server.close();
  }

  private carry(near: Socket): void {
    if (!this.up) return void near.destroy();
    const far = net.connect(Number(this.target.port), this.target.hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
    far.pipe(near);
    near.once('data', (request: Buffer) => {
      if (!this.upgrades && /^upgrade: *websocket/im.test(request.toString('latin1')))
        return void near.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
      far.write(request);
      near.pipe(far);
    });
  }
}

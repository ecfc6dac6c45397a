const text = 0x1;

/**
 * Cuts what a server sends into its text frames (RFC 6455, section 5.2). A server's frames are unmasked, and ours are
 * never split. The others, pings among them, are left out.
 */
export class ServerFrames {
  #rest: Buffer = Buffer.alloc(0);

  /** @param heard is given a view of `bytes`, to be read at once */
  read(bytes: Buffer, heard: (payload: Buffer) => void): void {
    let rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const size = sizeOf(rest);
      if (size === undefined || rest.length < size.head + size.payload) break;
      const end = size.head + size.payload;
      if (((rest[0] ?? 0) & 0xf) === text) heard(rest.subarray(size.head, end));
      rest = rest.subarray(end);
    }
    this.#rest = rest.length === 0 ? rest : Buffer.from(rest);
  }
}

function sizeOf(frame: Buffer): { head: number; payload: number } | undefined {
  const short = (frame[1] ?? 0) & 0x7f;
  if (frame.length < 2) return undefined;
  if (short < 126) return { head: 2, payload: short };
  if (short === 126) return frame.length < 4 ? undefined : { head: 4, payload: frame.readUInt16BE(2) };
  return frame.length < 10 ? undefined : { head: 10, payload: Number(frame.readBigUInt64BE(2)) };
}

const fin = 0x80;
const masked = 0x80;
const opcodes = { text: 0x1, ping: 0x9, pong: 0xa };
/** A mask of zeros is legal and leaves the payload as it is (RFC 6455, section 5.3). */
const noMask = Buffer.alloc(4);

function frame(opcode: number, payload: Buffer): Buffer {
  const short = payload.length < 126;
  const head = Buffer.alloc(short ? 2 : 4);
  head[0] = fin | opcode;
  head[1] = masked | (short ? payload.length : 126);
  if (!short) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, noMask, payload]);
}

/** Up to 64 KiB of text. */
export const textFrame = (text: string): Buffer => frame(opcodes.text, Buffer.from(text));

/** An empty ping, as a server sends it: these two bytes follow each other in no JSON. */
const ping = Buffer.from([fin | opcodes.ping, 0]);
const pong = frame(opcodes.pong, Buffer.alloc(0));

/** What to answer, should there be a ping in these bytes. */
export const pongTo = (bytes: Buffer): Buffer | null => (bytes.includes(ping) ? pong : null);

const fin = 0x80;
const masked = 0x80;
const opcodes = { text: 0x1, pong: 0xa };
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

/** May be sent without having been asked: it is a sign of life (RFC 6455, section 5.5.3). */
export const pongFrame: Buffer = frame(opcodes.pong, Buffer.alloc(0));

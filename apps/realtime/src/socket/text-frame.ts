const finalText = 0x81;

/**
 * One unmasked, final text frame (RFC 6455, section 5.2), ready for any number of sockets. Built here and not by `ws`,
 * which would make a header for each socket.
 */
export function textFrame(text: string): Buffer {
  const size = Buffer.byteLength(text);
  const headerSize = size < 126 ? 2 : size < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerSize + size);
  frame[0] = finalText;
  if (headerSize === 2) frame[1] = size;
  else if (headerSize === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(size, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(size), 2);
  }
  frame.write(text, headerSize);
  return frame;
}

/** A frame that holds these messages, each already JSON, in order. */
export const messageFrame = (messages: readonly string[]): Buffer => textFrame(`[${messages.join(',')}]`);

/** A message as a viewer of the bench reads it: which one it is, and when it was published. */
export interface Mark {
  /** From 1, without gaps. */
  number: number;
  /** Microseconds of the clock that `microseconds` reads. */
  sentAt: number;
}

/** Size of a message, in bytes of UTF-8, unless a cell says otherwise. */
export const usualTextBytes = 200;

/** The three bytes of this sign occur in nothing else that a server sends, WebSocket headers included. */
const sign = '✓';
const signBytes = Buffer.from(sign);
const digits = { number: 8, sentAt: 15 };
const markBytes = signBytes.length + digits.number + digits.sentAt;

/** The one clock of the machine: it never jumps, and all processes read the same. */
export const microseconds = (): number => Number(process.hrtime.bigint() / 1000n);

export function markedText({ number, sentAt }: Mark, textBytes: number): string {
  const mark = `${sign}${String(number).padStart(digits.number, '0')}${String(sentAt).padStart(digits.sentAt, '0')}`;
  return mark.padEnd(textBytes - signBytes.length + sign.length, 'x');
}

/**
 * Finds marks in the bytes of one socket, wherever they were cut. It looks at nothing else: parsing WebSocket frames and
 * JSON would cost a viewer more than a delivery costs the server.
 */
export class MarkReader {
  #rest: Buffer | undefined;

  /** @param chunk may be overwritten afterwards */
  read(chunk: Buffer, found: (mark: Mark) => void): void {
    const bytes = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = undefined;
    let at = bytes.indexOf(signBytes);
    while (at !== -1 && at + markBytes <= bytes.length) {
      const numberAt = at + signBytes.length;
      const number = decimal(bytes, numberAt, digits.number);
      found({ number, sentAt: decimal(bytes, numberAt + digits.number, digits.sentAt) });
      at = bytes.indexOf(signBytes, at + markBytes);
    }
    const restAt = at === -1 ? startOfCutSign(bytes) : at;
    if (restAt < bytes.length) this.#rest = Buffer.from(bytes.subarray(restAt));
  }
}

function startOfCutSign(bytes: Buffer): number {
  const end = bytes.length;
  if (bytes[end - 1] === signBytes[0]) return end - 1;
  return bytes[end - 2] === signBytes[0] && bytes[end - 1] === signBytes[1] ? end - 2 : end;
}

function decimal(bytes: Buffer, start: number, length: number): number {
  let value = 0;
  for (let at = start; at < start + length; at++) value = value * 10 + (bytes[at] ?? 0) - 48;
  return value;
}

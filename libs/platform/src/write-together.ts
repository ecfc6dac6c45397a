import type { Writable } from 'node:stream';

/**
 * From now on, what is written in one turn of the event loop leaves in one write: for the kernel a write costs as much as
 * the work behind several short messages.
 */
export function writeTogether(stream: Writable): void {
  const write = stream.write.bind(stream) as (...written: unknown[]) => boolean;
  let isCorked = false;
  stream.write = (...written: unknown[]) => {
    if (!isCorked) {
      isCorked = true;
      stream.cork();
      setImmediate(() => {
        isCorked = false;
        stream.uncork();
      });
    }
    return write(...written);
  };
}

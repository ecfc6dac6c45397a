import type { Channel } from '#libs/contracts';

/**
 * The keys of a session. The braces make Redis Cluster keep them in one slot, so that one script can use them all.
 * `heads` is a hash of the epoch and of the last `seq` of each channel: numbering and epoch are lost together or not.
 */
export const redisKeys = (sessionId: string) => {
  const key = (name: string) => `silkcast:{${sessionId}}:${name}`;
  return {
    heads: key('heads'),
    stream: (channel: Channel) => key(`log:${channel}`),
    id: (id: string) => key(`id:${id}`),
    unarchived: key('unarchived'),
    /** Messages and segments whose texts were taken away. */
    removed: key('removed'),
    live: key('live'),
    viewers: key('viewers'),
    watched: key('watched'),
  };
};

/** Sessions by the time (Unix milliseconds) of their last append, for the archiver. In a slot of its own. */
export const activeSessionsKey = 'silkcast:sessions';

/** The field of `heads` that holds the epoch. No channel has this name. */
export const epochField = 'epoch';

/**
 * In the FROM of a statement that is a transaction of its own: its commit does not wait for the disk
 * (`synchronous_commit`, PostgreSQL, "Asynchronous Commit"). A server that dies within the next half second has
 * forgotten it, and nothing else: whatever is committed after it is never there without it. For bookkeeping that is
 * done again when it is missing.
 */
export const notWaitingForTheDisk = `(SELECT set_config('synchronous_commit', 'off', true)) AS lenient`;

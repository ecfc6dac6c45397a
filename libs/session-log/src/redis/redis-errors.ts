import { ReplyError } from 'ioredis';
import { DomainError } from '#libs/contracts';

/** First words of error replies that mean "not now": https://redis.io/docs/latest/develop/reference/protocol-spec/ */
const notNow = /^(?:LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|OOM|MISCONF|NOREPLICAS|BUSY)\b/;

/**
 * What a caller of the log gets when Redis failed.
 *
 * @throws DomainError `server.unavailable` when Redis could not be reached in time or can not serve now; any other
 * error as it is: it is a mistake of ours
 */
export function rethrowRedisError(error: unknown): never {
  const mistake = error instanceof ReplyError && !notNow.test((error as Error).message);
  if (mistake) throw error;
  throw new DomainError('server.unavailable', undefined, {}, { cause: error });
}

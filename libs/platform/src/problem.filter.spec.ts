import { ForbiddenException, ImATeapotException, PayloadTooLargeException } from '@nestjs/common';
import { describe, expect, it } from '@jest/globals';
import { DomainError } from '#libs/contracts';
import { errorFields } from './logging.js';
import { asProblem } from './problem.filter.js';

const withCode = (code: string) => Object.assign(new Error('connect to db.internal as admin'), { code });

describe('what a caller learns of an error', () => {
  it('is the code of an expected one, with its detail and when to try again', () => {
    expect(asProblem(new DomainError('request.limited', 'Five a minute.', { retryAfterMs: 900 }))).toEqual({
      type: 'urn:silkcast:error:request.limited',
      title: 'Too many requests: wait before the next one',
      status: 429,
      code: 'request.limited',
      retryable: true,
      detail: 'Five a minute.',
      retryAfterMs: 900,
    });
  });

  it.each([
    ['a refusal of the framework', new ForbiddenException('not you'), 'account.forbidden', 403],
    ['a body that is too large', new PayloadTooLargeException(), 'request.too-large', 413],
    ['a fault of the HTTP server', Object.assign(new Error('bad'), { statusCode: 415 }), 'request.invalid', 400],
    ['a status nobody planned', new ImATeapotException(), 'server.internal', 500],
    ['a database that is away', withCode('ECONNREFUSED'), 'server.unavailable', 503],
    ['a database that shuts down', withCode('57P01'), 'server.unavailable', 503],
    [
      'a connection that broke under a query',
      new Error('Connection terminated unexpectedly'),
      'server.unavailable',
      503,
    ],
    ['a broken statement', withCode('42601'), 'server.internal', 500],
    ['a mistake of ours', new TypeError('x is undefined'), 'server.internal', 500],
    ['something that is no error', 'thrown text', 'server.internal', 500],
    ['nothing at all', undefined, 'server.internal', 500],
  ])('is a typed problem for %s', (_what, error, code, status) => {
    expect(asProblem(error)).toMatchObject({ code, status });
  });

  it('holds nothing of the message of an unexpected one', () => {
    expect(JSON.stringify(asProblem(withCode('ECONNREFUSED')))).not.toMatch(/db\.internal|admin/);
  });
});

describe('what a log line says of an error', () => {
  it('is its name, code and stack, but not its message', () => {
    const fields = errorFields(withCode('23505'));
    expect(fields).toMatchObject({ type: 'Error', code: '23505' });
    expect(JSON.stringify(fields)).toContain('problem.filter.spec');
    expect(JSON.stringify(fields)).not.toContain('db.internal');
  });
});

import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { SettingsError } from '#libs/platform';
import { explain } from '../../scripts/explain-error.mjs';

const failureOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(() => undefined).catch((error: unknown) => error);

const connect = (connectionString: string) => failureOf(new Client({ connectionString }).connect());

describe('what a person reads when the start fails', () => {
  it('names the port that is taken', async () => {
    const first = net.createServer().listen(0, '127.0.0.1');
    await once(first, 'listening');
    const address = first.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const [error] = await once(net.createServer().listen(port, '127.0.0.1'), 'error');

    expect(explain(error)).toBe(`Port ${port} is taken by another program; stop it or set PORT to a free one.`);
    first.close();
  });

  it('names the address at which no database answers, also when the name has two', async () => {
    for (const host of ['127.0.0.1', 'localhost'])
      expect(explain(await connect(`postgresql://someone@${host}:1/silkcast`))).toMatch(
        /^Nothing answers at \S+:1; is the server of DATABASE_URL or REDIS_URL running\?$/,
      );
  });

  it('says that the database does not exist', async () => {
    const url = new URL(process.env.DATABASE_URL ?? '');
    url.pathname = '/never_made';

    expect(explain(await connect(url.href))).toBe(
      'The database named in DATABASE_URL does not exist; create it or correct the name.',
    );
  });

  it('repeats what is wrong with a setting, however deep the error lies', () => {
    const error = new SettingsError('The setting PORT is wrong.');

    expect(explain(new Error('start failed', { cause: error }))).toBe('The setting PORT is wrong.');
  });

  it('shows everything that is known of a mistake of ours', () => {
    const error = new TypeError('x is not a function');

    expect(explain(error)).toBe(error.stack);
  });
});

import { expect } from '@jest/globals';
import { z } from 'zod';
import { call } from '../support/api.js';
import { aPerson, anExporter, aViewer } from '../support/builders.js';
import { bothModes, type House } from '../support/house.js';
import { aHopelessJob, anOperator, signedIn } from '../support/operator.js';
import { storiesIn } from '../support/story.js';

const pages = ['/operate/board', '/operate/board/queue/translation', '/operate/board/api/queues'];

const passOf = async (house: House, token: string) => {
  const { status, headers } = await call(house, '/v1/operate/board-pass', { method: 'POST', token });
  expect(status).toBe(204);
  return headers.get('set-cookie') ?? '';
};
const look = async (house: House, path: string, cookie: string | null, method = 'GET') => {
  const answer = await fetch(house.url + path, { method, headers: cookie === null ? {} : { cookie } });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

storiesIn(bothModes, 'the board of the queues', (tell) => {
  tell('opens to the pass of an operator, which goes nowhere else and is read by no script', async (house) => {
    const header = await passOf(house, await signedIn(house, await anOperator(house)));
    expect(header).toMatch(/; Path=\/operate\/board; HttpOnly; SameSite=Strict$/);
    for (const page of pages) {
      const { status, headers } = await look(house, page, header);
      expect({ page, status, cache: headers.get('cache-control') }).toEqual({ page, status: 200, cache: 'no-store' });
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
    }
    const { text } = await look(house, '/operate/board', header);
    expect(text).not.toMatch(/https?:|<style|\sstyle=|\son\w+=/);
  });

  tell('is closed to everybody else, at every address, its scripts too', async (house) => {
    const operator = await signedIn(house, await anOperator(house));
    const [host, guest, desk] = [await aPerson(house), await aViewer(house), await anExporter(house)];
    const key = await desk.owner.send({
      method: 'POST',
      path: `/exporters/${desk.exporter.id}/api-keys`,
      body: { name: 'till' },
      answer: z.object({ secret: z.string() }),
    });
    const { text } = await look(house, '/operate/board', await passOf(house, operator));
    const script = /src="(static\/js\/main[^"]+)"/.exec(text)?.[1];
    expect(script).toBeDefined();
    const strangers = [
      null,
      'silkcast_board=made-up',
      ...[await host.me.token(), await guest.me.token(), key.secret].map((token) => `silkcast_board=${token}`),
    ];
    for (const path of [...pages, `/operate/board/${script}`]) {
      const statuses = await Promise.all(strangers.map(async (cookie) => (await look(house, path, cookie)).status));
      expect({ path, statuses }).toEqual({ path, statuses: [401, 401, 403, 403, 403] });
      // a token that no browser sends by itself opens nothing here
      expect((await call(house, path, { token: operator })).status).toBe(401);
    }
    for (const token of [await host.me.token(), await guest.me.token(), key.secret])
      expect((await call(house, '/v1/operate/board-pass', { method: 'POST', token })).status).toBe(403);
  });

  tell('shows where a job belongs and nothing of what anybody said, and changes none', async (house) => {
    const cookie = await passOf(house, await signedIn(house, await anOperator(house)));
    const job = crypto.randomUUID();
    await aHopelessJob(house, job, 'Nina likes the tea', 600_000);
    const list = '/operate/board/api/queues?activeQueue=translation&status=latest&page=1&jobsPerPage=10';
    const one = `/operate/board/api/queues/translation/${job}`;
    for (const path of [list, one]) {
      const { status, text } = await look(house, path, cookie);
      expect({ path, status }).toEqual({ path, status: 200 });
      expect(text).toContain(job);
      expect(text).not.toContain('Nina');
    }
    const attempts = [
      'PUT /operate/board/api/queues/translation/pause',
      'PUT /operate/board/api/queues/translation/empty',
      `PUT ${one}/retry`,
      `PUT ${one}/clean`,
      `PATCH ${one}/update-data`,
      'POST /operate/board/api/queues/translation/add',
      `GET ${one}/logs`,
      `GET ${one}/flow`,
    ];
    for (const attempt of attempts) {
      const [method = '', path = ''] = attempt.split(' ');
      expect({ attempt, status: (await look(house, path, cookie, method)).status }).toEqual({ attempt, status: 404 });
    }
    const { text } = await look(house, one, cookie);
    expect(JSON.parse(text)).toMatchObject({ status: 'delayed', job: { id: job, data: { sessionId: job, texts: 1 } } });
  });
});

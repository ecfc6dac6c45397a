import { expect } from '@jest/globals';
import { decideSandboxPayment, payOrder, sayCaption } from '#libs/client';
import { call } from '../support/api.js';
import { aPerson, aShow, aViewer } from '../support/builders.js';
import { bothModes } from '../support/house.js';
import { RawSocket } from '../support/raw-socket.js';
import { storiesIn } from '../support/story.js';

storiesIn(
  bothModes,
  'who operates a house',
  (tell) => {
    tell('asks every process whether it lives, whether it can serve, and what it counts', async (house) => {
      const { session } = await aShow(house);
      const viewer = await (await aViewer(house)).join(session.id, 'en', 1);
      await viewer.say('sold A1', 'en');
      for (const { url } of house.processes) {
        for (const path of ['/health/live', '/health/ready']) {
          const answer = await fetch(`${url}${path}`);
          expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
        }
        const metrics = await (await fetch(`${url}/metrics`)).text();
        expect(metrics).toMatch(/^process_cpu_seconds_total \d/m);
        expect(metrics).toMatch(/^# TYPE silkcast_http_request_seconds histogram$/m);
      }
      const [, node] = house.realtimeNodes;
      const metrics = await (await fetch(`${node.url}/metrics`)).text();
      expect(metrics).toMatch(/^silkcast_connections 1$/m);
      expect(metrics).toMatch(/^silkcast_claims_total\{outcome="HELD"\} 1$/m);
      expect(metrics).toMatch(/^silkcast_deliveries_total [1-9]/m);
      expect(metrics).not.toContain(session.id);
    });

    tell('reads no word and no name in the logs, whatever happened', async (house) => {
      const secrets: string[] = [];
      const canary = (what: string) => {
        const secret = `canary-${what}-${crypto.randomUUID()}`;
        secrets.push(secret);
        return secret;
      };
      const email = `${canary('mail').slice(0, 40)}@example.test`;
      secrets.push(email);
      const person = await aPerson(house, { email, displayName: canary('name').slice(0, 40) });
      secrets.push(person.account.displayName);
      const { host, session, desk, offer } = await aShow(house, { session: { title: canary('title') } });
      const guest = await aViewer(house, { displayName: canary('guest').slice(0, 40), lang: 'es' });
      secrets.push(guest.account.displayName);
      for (const { me } of [person, host, guest]) secrets.push((await me.token()) ?? '');

      const seat = await guest.join(session.id, 'es', 0);
      await seat.until('it is counted', ({ audience }) => audience.byLanguage['es'] === 1);
      const said = canary('speech');
      await host.send(
        sayCaption(session.id, { segment: crypto.randomUUID(), lang: 'en', text: said, state: 'final', t0: 0, t1: 9 }),
      );
      await seat.until('the caption', () =>
        seat.events('caption').some(({ text, lang }) => text === said && lang === 'es'),
      );
      await seat.say(canary('chat'), 'en');
      const { claim } = await seat.say('sold A1', 'es');
      const orderId = claim?.outcome === 'HELD' ? claim.hold.orderId : '';
      const payment = await guest.send(payOrder(orderId));
      await guest.send(decideSandboxPayment(payment.id, 'approve'));
      await seat.until('the order', ({ viewer }) => viewer.orders.get(orderId)?.value.state === 'confirmed');
      const { secret } = (
        await call(house, `/v1/exporters/${desk.exporter.id}/api-keys`, {
          method: 'POST',
          token: await desk.owner.me.token(),
          body: { name: canary('key') },
        })
      ).body as { secret: string };
      secrets.push(secret);

      // what goes wrong is logged more than what goes well
      await call(house, '/v1/tokens', { method: 'POST', body: { email, password: canary('password') } });
      await call(house, '/v1/tokens', { method: 'POST', body: `{"email":"${canary('broken')}` });
      await call(house, '/v1/me', { token: canary('token') });
      await call(house, `/v1/sessions/nothing?lang=${canary('query')}`);
      await call(house, `/v1/offers/${offer.id}/claims`, {
        method: 'POST',
        key: canary('key'),
        body: { qty: canary('qty') },
      });
      const raw = await RawSocket.join(house.realtimeUrls[0], session.id, {
        lang: 'en',
        token: (await person.me.token()) ?? '',
      });
      await raw.ask('chat.send', { key: canary('key'), text: canary('word').repeat(30), lang: 'en' });
      raw.send(canary('frame'));
      await raw.closed;

      expect(secrets.length).toBeGreaterThan(15);
      expect(secrets.filter((word) => word === '' || house.output.includes(word))).toEqual([]);
      // the requests themselves are there
      expect(house.output).toMatch(/"method":"POST","path":"\/v1\/tokens"/);
      expect(house.output).not.toMatch(/remoteAddress|"headers"/);
    });
  },
  { LOG_LEVEL: 'trace' },
);

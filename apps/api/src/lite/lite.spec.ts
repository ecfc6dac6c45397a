import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseSetCookie } from 'cookie';
import { uuidv7 } from 'uuidv7';
import { PostMessage } from '#libs/chat';
import { ScheduleSession } from '#libs/sessions';
import { quietSettings } from '../../../../tests/support/feature.js';
import { aSession, People, type Places } from '../../testing/a-world.js';
import { RunningApi } from '../../testing/running-api.js';

type Sent = { cookie?: string; origin?: string; form?: Record<string, string>; accept?: string };

let api: RunningApi;
let people: People;
let places: Places;
let home: string;
beforeAll(async () => {
  api = await RunningApi.open(quietSettings({ PUBLIC_URL: 'https://live.example', ACCESS_TOKEN_SECONDS: '30' }));
  people = await People.gather(api.app);
  places = await people.makePlaces(api.app);
  home = await api.app.getUrl();
}, 30_000);
afterAll(() => api.close());

/** As a browser sends it: a form has the address of its page. */
async function visit(path = '', { cookie, origin = 'https://live.example', form, accept = 'en' }: Sent = {}) {
  const response = await fetch(`${home}/s/${places['session']}/lite${path}`, {
    method: form === undefined ? 'GET' : 'POST',
    redirect: 'manual',
    headers: {
      'accept-language': accept,
      ...(cookie !== undefined && { cookie }),
      ...(form !== undefined && { origin }),
    },
    ...(form !== undefined && { body: new URLSearchParams(form) }),
  });
  const cookies = response.headers.getSetCookie().map((line) => parseSetCookie(line));
  return { status: response.status, headers: response.headers, text: await response.text(), cookies };
}
type Answer = Awaited<ReturnType<typeof visit>>;

/** What the browser sends back of what it was given. */
const cookieOf = ({ cookies }: Answer): string =>
  cookies
    .filter(({ maxAge }) => maxAge !== 0)
    .map(({ name, value }) => `${name}=${encodeURIComponent(value ?? '')}`)
    .join('; ');
const aGuest = async (displayName = 'Amina') => cookieOf(await visit('/guest', { form: { displayName, lang: 'en' } }));

describe('the page of text', () => {
  it('speaks the language that its reader reads, as far as the session offers it', async () => {
    const plan = { ...aSession(), languages: ['en', 'ar'] };
    const { slug } = await api.app.get(ScheduleSession, { strict: false }).schedule(people.host.actor, plan);
    const read = async (address: string, accept: string) =>
      (await fetch(`${home}/s/${slug}/${address}`, { headers: { 'accept-language': accept } })).text();
    expect(await read('lite', 'ar-EG, en;q=0.5')).toContain('<html lang="ar" dir="rtl">');
    expect(await read('lite?lang=en', 'ar')).toContain('<html lang="en" dir="ltr">');
    expect(await read('lite', 'sw')).toContain('<html lang="en" dir="ltr">');
  });

  it('remembers the language that was chosen, and none that was only served', async () => {
    expect((await visit('?lang=en', { accept: 'sw' })).cookies).toMatchObject([{ name: 'silkcast_lang', value: 'en' }]);
    expect((await visit('', { accept: 'sw' })).cookies).toEqual([]);
  });

  it('makes no markup of what people write, nor of what stands in a cookie', async () => {
    const message = { key: uuidv7(), text: '</p><script>alert(1)</script>', lang: 'en' };
    const chat = api.app.get(PostMessage, { strict: false });
    await chat.post({ ...people.buyer.actor, displayName: '"><img src=x>' }, places['session'] ?? '', message);
    const note = encodeURIComponent(JSON.stringify({ tone: 'good', text: '<b onclick=1>' }));
    const { text } = await visit('', { cookie: `silkcast_note=${note}` });
    expect(text).toContain('&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).toContain('&lt;b onclick=1&gt;');
    expect(text).not.toMatch(/<script>|<img|<b onclick/);
  });

  it('is for its reader alone, and lets forms say where they come from', async () => {
    const { headers } = await visit();
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('content-security-policy')).not.toContain('unsafe-inline');
  });

  it.each(['br', 'gzip', 'identity', 'br;q=0, gzip;q=0'])('travels as the browser takes it: %s', async (encodings) => {
    const page = await fetch(`${home}/s/${places['session']}/lite`, { headers: { 'accept-encoding': encodings } });
    const asked = /^(?:br|gzip)$/.exec(encodings)?.[0] ?? null;
    expect([page.headers.get('content-encoding'), page.headers.get('vary')]).toEqual([asked, 'accept-encoding']);
    expect(await page.text()).toMatch(/<\/html>$/);
  });

  it('tells what is wrong as a page, with the status that it has', async () => {
    const unknown = await fetch(`${home}/s/nowhere-to-be-found/lite`);
    expect([unknown.status, unknown.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    const { status, text } = await visit('/chat', { form: { key: uuidv7(), text: 'Hello', lang: 'en' } });
    expect(status).toBe(401);
    expect(text).toContain('Say your name to write and to buy.');
  });
});

describe('who comes without JavaScript', () => {
  it('is known by a cookie that no script and no other site gets hold of', async () => {
    const { status, headers, cookies } = await visit('/guest', { form: { displayName: 'Amina', lang: 'en' } });
    expect([status, headers.get('location')]).toEqual([303, `/s/${places['session']}/lite`]);
    expect(cookies).toEqual([
      expect.objectContaining({ name: 'silkcast_viewer', path: '/s/', httpOnly: true, secure: true, sameSite: 'lax' }),
    ]);
  });

  it('is known on these pages alone', async () => {
    const cookie = await aGuest();
    expect((await visit('', { cookie })).text).toContain('<bdi>Amina</bdi>');
    expect((await fetch(`${home}/v1/me`, { headers: { cookie } })).status).toBe(401);
  });

  it('is asked for nothing when a form comes from another site', async () => {
    const cookie = await aGuest();
    const form = { key: uuidv7(), text: 'Buy at my shop', lang: 'en' };
    expect((await visit('/chat', { cookie, form, origin: 'https://evil.example' })).status).toBe(403);
    expect((await visit('/guest', { form: { displayName: 'X', lang: 'en' }, origin: 'null' })).status).toBe(403);
    expect((await visit('', { cookie })).text).not.toContain('Buy at my shop');
  });

  it('stays signed in when the access token is over, also with two requests at once', async () => {
    const cookie = (await aGuest('Juma')).replace(/=[^~]+/, '=over');
    const both = await Promise.all([visit('', { cookie }), visit('', { cookie })]);
    for (const { text } of both) expect(text).toContain('<bdi>Juma</bdi>');
    const [renewed = ''] = both.map((answer) => /silkcast_viewer=[^;]+/.exec(cookieOf(answer))?.[0]);
    expect((await visit('', { cookie: renewed })).text).toContain('<bdi>Juma</bdi>');
  });

  it('is forgotten, here and on the server, when they leave', async () => {
    const cookie = await aGuest();
    const { cookies } = await visit('/leave', { cookie, form: {} });
    expect(cookies).toEqual([expect.objectContaining({ name: 'silkcast_viewer', maxAge: 0 })]);
    const after = await visit('', { cookie: cookie.replace(/=[^~]+/, '=over') });
    expect(after.text).not.toContain('<bdi>Amina</bdi>');
    expect(after.cookies).toContainEqual(expect.objectContaining({ name: 'silkcast_viewer', maxAge: 0 }));
  });
});

describe('a form that is sent twice', () => {
  it('has one effect, and the next page tells it once', async () => {
    const cookie = await aGuest();
    const form = { key: uuidv7(), code: 'A1', variantId: places['variant'] ?? '', qty: '2' };
    const first = await visit('/claims', { cookie, form });
    const second = await visit('/claims', { cookie, form });
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(decodeURIComponent(cookieOf(second))).toContain('You already have this reserved.');
    const page = await visit('', { cookie: `${cookie}; ${cookieOf(first)}` });
    expect(page.text).toContain('Reserved: 2 × Mountain black tea · 250 g');
    expect(page.text.match(/\/release"/g)).toHaveLength(1);
    expect(page.cookies).toContainEqual(expect.objectContaining({ name: 'silkcast_note', maxAge: 0 }));
  });
});

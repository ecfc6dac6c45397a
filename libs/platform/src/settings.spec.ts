import { describe, expect, it } from '@jest/globals';
import { allowedOrigins, loadSettings, publicUrl, realtimeUrl } from './settings.js';

const needed = { DATABASE_URL: 'postgresql://127.0.0.1/silkcast', TOKEN_SIGNING_KEY: 'A'.repeat(43) };
const load = (environment: Record<string, string> = {}, defaults: Record<string, string> = {}) =>
  loadSettings(defaults, { ...needed, ...environment });

describe('settings', () => {
  it('have a default for everything but the database and the key', () => {
    expect(load()).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 3000,
      LOG_LEVEL: 'info',
      DEMO: false,
    });
    expect(load()).not.toHaveProperty('REDIS_URL');
  });

  it('are read as numbers, switches and lists', () => {
    const settings = load({ PORT: '0', DEMO: 'on', ALLOWED_ORIGINS: 'https://a.example , https://b.example,' });
    expect(settings).toMatchObject({
      PORT: 0,
      DEMO: true,
      ALLOWED_ORIGINS: ['https://a.example', 'https://b.example'],
    });
  });

  it("count as absent when they are empty, and then an app's own default applies", () => {
    const settings = load({ REDIS_URL: '', DEMO: '' }, { DEMO: 'on' });
    expect(settings).not.toHaveProperty('REDIS_URL');
    expect(settings.DEMO).toBe(true);
    expect(load({ DEMO: 'off' }, { DEMO: 'on' }).DEMO).toBe(false);
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', 'eighty'],
    ['DATABASE_URL', 'mysql://secret@host/x'],
    ['REDIS_URL', 'http://secret@host'],
    ['TOKEN_SIGNING_KEY', 'secret'],
    ['DEMO', 'yes'],
    ['LOG_LEVEL', 'loud'],
  ])('name a wrong %s in one sentence without its value', (name, value) => {
    const attempt = () => load({ [name]: value });
    expect(attempt).toThrow(expect.objectContaining({ name: 'SettingsError' }));
    expect(attempt).toThrow(new RegExp(String.raw`^The setting ${name} is wrong: [^\n]+ \(see docs/settings\.md\)\.$`));
    expect(attempt).not.toThrow(value);
  });

  it('name one that is missing', () => {
    expect(() => loadSettings({}, { TOKEN_SIGNING_KEY: needed.TOKEN_SIGNING_KEY })).toThrow(
      'The setting DATABASE_URL is missing (see docs/settings.md).',
    );
  });
});

describe('the addresses of a house', () => {
  it('are one when nothing is said', () => {
    const settings = load({ PORT: '4000' });
    expect([publicUrl(settings), realtimeUrl(settings)]).toEqual(['http://127.0.0.1:4000', 'ws://127.0.0.1:4000']);
  });

  it('are those of the proxy before it, without a slash at the end', () => {
    const settings = load({ PUBLIC_URL: 'https://live.example/', REALTIME_PUBLIC_URL: 'wss://rt.example/' });
    expect([publicUrl(settings), realtimeUrl(settings)]).toEqual(['https://live.example', 'wss://rt.example']);
  });

  it('are open to its own pages and to the origins that are allowed', () => {
    const settings = load({ PUBLIC_URL: 'https://live.example/shop', ALLOWED_ORIGINS: 'https://partner.example' });
    expect([...allowedOrigins(settings)]).toEqual(['https://live.example', 'https://partner.example']);
  });
});

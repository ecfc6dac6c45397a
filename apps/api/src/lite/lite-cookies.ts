import { Inject, Injectable } from '@nestjs/common';
import { parseCookie, type SerializeOptions, stringifySetCookie } from 'cookie';
import { z } from 'zod';
import type { Settings, Tokens } from '#libs/contracts';
import { publicUrl, SETTINGS } from '#libs/platform';
import { languageCookie } from './wanted-languages.js';

const viewerCookie = 'silkcast_viewer';
const noteCookie = 'silkcast_note';
const yearSeconds = 31_536_000;
/** What is told once, after a form was sent, is told within this time or not at all. */
const noteSeconds = 60;

/** What became of what somebody did, told on the next page. */
const Note = z.object({ tone: z.enum(['good', 'asks', 'bad']), text: z.string().max(500) });
export type Note = z.infer<typeof Note>;

export type KeptTokens = Pick<Tokens, 'accessToken' | 'refreshToken'>;

/** What can carry cookies to a browser. */
export type CookieReply = { header(name: 'set-cookie', value: string): unknown };

/**
 * The cookies of the pages that work without JavaScript. No script reads them, they go to these pages alone, and no
 * other site's form carries them (SameSite, RFC 6265bis, section 5.2).
 */
@Injectable()
export class LiteCookies {
  readonly #attributes: SerializeOptions;
  readonly #signedInSeconds: number;

  constructor(@Inject(SETTINGS) settings: Settings) {
    const secure = publicUrl(settings).startsWith('https:');
    this.#attributes = { path: '/s/', httpOnly: true, sameSite: 'lax', secure };
    this.#signedInSeconds = settings.REFRESH_TOKEN_DAYS * 86_400;
  }

  viewer(header: string | undefined): KeptTokens | undefined {
    const [accessToken, refreshToken] = (parseCookie(header ?? '')[viewerCookie] ?? '').split('~');
    return accessToken && refreshToken ? { accessToken, refreshToken } : undefined;
  }

  keepViewer(reply: CookieReply, { accessToken, refreshToken }: KeptTokens): void {
    this.#set(reply, viewerCookie, `${accessToken}~${refreshToken}`, this.#signedInSeconds);
  }

  forgetViewer(reply: CookieReply): void {
    this.#set(reply, viewerCookie, '', 0);
  }

  keepLanguage(reply: CookieReply, lang: string): void {
    this.#set(reply, languageCookie, lang, yearSeconds);
  }

  note(header: string | undefined): Note | null {
    const { [noteCookie]: written } = parseCookie(header ?? '');
    try {
      return Note.safeParse(JSON.parse(written ?? 'null')).data ?? null;
    } catch {
      return null;
    }
  }

  keepNote(reply: CookieReply, note: Note): void {
    this.#set(reply, noteCookie, JSON.stringify(note), noteSeconds);
  }

  forgetNote(reply: CookieReply): void {
    this.#set(reply, noteCookie, '', 0);
  }

  #set(reply: CookieReply, name: string, value: string, maxAge: number): void {
    reply.header('set-cookie', stringifySetCookie(name, value, { ...this.#attributes, maxAge }));
  }
}

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { parseCookie } from 'cookie';
import { LanguageTag } from '#libs/contracts';

export const languageCookie = 'silkcast_lang';
/** As many as one person reads. */
const most = 20;

type Request = { headers: { cookie?: string; 'accept-language'?: string }; query?: unknown };

/**
 * The languages of an `Accept-Language` header (RFC 9110, section 12.5.4) by weight; those with the same weight as they
 * were written, and what is no language left out.
 */
export function acceptedLanguages(header: string): string[] {
  const ranges = header.split(',', most).map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
    const weight = parameters.map((parameter) => /^q=([\d.]+)$/i.exec(parameter)?.[1]).find(Boolean);
    return { tag, weight: Number(weight ?? 1) };
  });
  return ranges
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .flatMap(({ tag }) => readTag(tag));
}

/** What this reader reads: what the address says, what they chose before, then what the browser says. */
export function wantedLanguages({ headers, query }: Request): string[] {
  const { lang } = (query ?? {}) as { lang?: unknown };
  const { [languageCookie]: before } = parseCookie(headers.cookie ?? '');
  return [...readTag(lang), ...readTag(before), ...acceptedLanguages(headers['accept-language'] ?? '')];
}

const readTag = (tag: unknown): string[] => {
  const { data } = LanguageTag.safeParse(tag);
  return data === undefined ? [] : [data];
};

export const Wanted = createParamDecorator((_: undefined, context: ExecutionContext): string[] =>
  wantedLanguages(context.switchToHttp().getRequest<Request>()),
);

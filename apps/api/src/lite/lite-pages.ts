import { applyDecorators, Header, Injectable } from '@nestjs/common';
import { LiteAssets } from './lite-assets.js';
import { frame, type PageContent } from './pages/frame.js';

/** How a page is sent: for its reader alone, and with `Origin` on the forms that it sends to us. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'private, no-store',
  'referrer-policy': 'same-origin',
} as const;

/** A route that answers a page. */
export const AnswersPage = () =>
  applyDecorators(...Object.entries(headers).map(([name, value]) => Header(name, value)));

export type PageReply = {
  header(name: string, value: string): PageReply;
  status(code: number): PageReply;
  send(body: string): unknown;
};

/** Where the page of a session is, by its id or slug. */
export const pageOf = (session: string): string => `/s/${encodeURIComponent(session)}/lite`;

/** After a form: the next page, which a refresh does not send again (RFC 9110, 303 See Other). */
export function seeOther(reply: Pick<PageReply, 'status'>, address: string): string {
  reply.status(303).header('location', address);
  return '';
}

@Injectable()
export class LitePages {
  constructor(private readonly assets: LiteAssets) {}

  render(content: PageContent): string {
    return frame(content, this.assets);
  }

  send(reply: PageReply, status: number, content: PageContent): void {
    for (const [name, value] of Object.entries(headers)) reply.header(name, value);
    reply.status(status).send(this.render(content));
  }
}

import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { DomainError, type Settings } from '#libs/contracts';
import { publicUrl, SETTINGS } from '#libs/platform';

type Request = { method: string; headers: Record<string, string | undefined> };

/**
 * A form of ours is sent from a page of ours: the browser says so in `Origin`, or in `Referer` where it is too old for
 * that. A request with a cookie that says neither is refused. This stands beside SameSite, which old browsers ignore.
 */
@Injectable()
export class OwnForms implements CanActivate {
  readonly #host: string;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.#host = new URL(publicUrl(settings)).host;
  }

  /** @throws DomainError `account.forbidden` */
  canActivate(context: ExecutionContext): boolean {
    const { method, headers } = context.switchToHttp().getRequest<Request>();
    if (method === 'GET') return true;
    const from = headers['origin'] ?? headers['referer'];
    const isOurs = from === undefined ? headers['cookie'] === undefined : this.#isOwn(from, headers['host']);
    if (!isOurs) throw new DomainError('account.forbidden');
    return true;
  }

  #isOwn(address: string, host: string | undefined): boolean {
    const from = URL.parse(address)?.host;
    return from !== undefined && (from === host || from === this.#host);
  }
}

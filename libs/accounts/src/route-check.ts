import { Injectable, type OnApplicationBootstrap, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ALLOW } from '#libs/platform';

type Handler = (...args: unknown[]) => unknown;
export type Route = { method: string; path: string; callers: readonly string[] | undefined };

/** Every HTTP route of the process with who may call it. */
@Injectable()
export class RouteCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  /** Better not to start than to start with a route that nobody thought about. */
  onApplicationBootstrap(): void {
    const undeclared = this.routes().filter(({ callers }) => callers === undefined);
    if (undeclared.length === 0) return;
    const names = undeclared.map(({ method, path }) => `${method} ${path}`).join(', ');
    throw new Error(`These routes do not say who may call them (@Allow or @Public): ${names}`);
  }

  routes(): Route[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const prototype = metatype.prototype as Record<string, Handler>;
      return this.scanner
        .getAllMethodNames(prototype)
        .map((name) => prototype[name] as Handler)
        .filter((handler) => this.reflector.get(METHOD_METADATA, handler) !== undefined)
        .flatMap((handler) => this.#routesOf(metatype as Handler, handler));
    });
  }

  #routesOf(controller: Handler, handler: Handler): Route[] {
    const prefix = this.reflector.get<string>(PATH_METADATA, controller);
    const method = RequestMethod[this.reflector.get<RequestMethod>(METHOD_METADATA, handler)];
    const paths = [this.reflector.get<string | string[]>(PATH_METADATA, handler)].flat();
    const callers = this.reflector.getAllAndOverride<string[] | undefined>(ALLOW, [handler, controller]);
    return paths.map((path) => ({ method, path: joined(prefix, path), callers }));
  }
}

const joined = (...parts: string[]): string => `/${parts.flatMap((part) => part.split('/').filter(Boolean)).join('/')}`;

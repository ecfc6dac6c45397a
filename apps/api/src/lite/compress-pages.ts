import { brotliCompress, constants, gzip } from 'node:zlib';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { isLitePage } from './lite-page-address.js';

/** Shorter ones fit into the packet that carries their headers. Characters. */
const worthIt = 1000;
/** Better than gzip at its best, in less than a millisecond. */
const quality = 5;

type Done = (error: Error | null, compressed: Buffer) => void;
const compressors = {
  br: (text: string, done: Done) =>
    brotliCompress(text, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }, done),
  gzip: (text: string, done: Done) => gzip(text, done),
};

/** The encodings of an `Accept-Encoding` header (RFC 9110, section 12.5.3) that are not refused. */
const accepted = (header: string): string[] =>
  header
    .split(',')
    .map((part) =>
      part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/),
    )
    .flatMap(([name = '', weight = '']) => (/^q=0(?:\.0*)?$/.test(weight) ? [] : [name]));

/** Pages for thin networks travel compressed. What is in them is no secret that one could guess at by their length. */
@Injectable()
export class CompressPages implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost<FastifyAdapter>) {}

  onModuleInit(): void {
    this.host.httpAdapter.getInstance().addHook('onSend', ({ url, headers }, reply, payload, done) => {
      if (!isLitePage(url) || typeof payload !== 'string' || payload.length < worthIt) return done(null, payload);
      reply.header('vary', 'accept-encoding');
      const takes = accepted(headers['accept-encoding'] ?? '');
      const encoding = (['br', 'gzip'] as const).find((name) => takes.includes(name));
      if (encoding === undefined) return done(null, payload);
      reply.header('content-encoding', encoding).removeHeader('content-length');
      compressors[encoding](payload, done);
    });
  }
}

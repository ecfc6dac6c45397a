import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { isLitePage } from './lite-page-address.js';

/** Shorter ones fit into the packet that carries their headers. Characters. */
const worthIt = 1000;
/** Better than gzip at its best, in less than a millisecond. */
const quality = 5;

const br = promisify(brotliCompress);
const gz = promisify(gzip);
const compressors = {
  br: (text: string) => br(text, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
  gzip: (text: string) => gz(text),
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
    this.host.httpAdapter.getInstance().addHook('onSend', async ({ url, headers }, reply, payload) => {
      if (!isLitePage(url) || typeof payload !== 'string' || payload.length < worthIt) return payload;
      reply.header('vary', 'accept-encoding');
      const takes = accepted(headers['accept-encoding'] ?? '');
      const encoding = (['br', 'gzip'] as const).find((name) => takes.includes(name));
      if (encoding === undefined) return payload;
      reply.header('content-encoding', encoding).removeHeader('content-length');
      return compressors[encoding](payload);
    });
  }
}

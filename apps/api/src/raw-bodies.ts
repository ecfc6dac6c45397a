import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import {
  audioTypes,
  imageTypes,
  maxImageBytes,
  maxTableBytes,
  maxTranscriptBytes,
  tableTypes,
  transcriptTypes,
} from '#libs/contracts';

/** What is no JSON and comes as it is: audio within the limit that all requests have, files within their own. */
@Injectable()
export class RawBodies implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost<FastifyAdapter>) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance();
    const takes = (type: string, limit: { bodyLimit?: number } = {}) =>
      fastify.addContentTypeParser(type, { parseAs: 'buffer', ...limit }, (_request, body, done) => done(null, body));
    for (const type of Object.keys(audioTypes)) takes(type);
    // a JSON whose very bytes are signed
    takes('application/webhook+json');
    for (const type of Object.keys(transcriptTypes)) takes(type, { bodyLimit: maxTranscriptBytes });
    for (const type of Object.keys(imageTypes)) takes(type, { bodyLimit: maxImageBytes });
    for (const type of Object.keys(tableTypes)) takes(type, { bodyLimit: maxTableBytes });
  }
}

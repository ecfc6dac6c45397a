import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Controller, Get, Headers, Inject, Ip, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, DomainError, EventStreamQuery, readPositionsWord, type Settings } from '#libs/contracts';
import { allowedOrigins, asProblem, logProblem, SETTINGS } from '#libs/platform';
import { Arrivals } from '../joining/arrivals.js';
import { JoinSession, type Request } from '../joining/join-session.js';
import { OpenLines } from '../joining/open-lines.js';
import { SessionStates } from '../joining/session-states.js';
import { mayOpenLines } from '../socket/handshake.js';
import { EventStream } from './event-stream.js';

type RequestHeaders = Record<string, string | undefined>;
type Reply = { raw: ServerResponse; hijack(): unknown; getHeaders(): OutgoingHttpHeaders };

/**
 * What a socket tells, as Server-Sent Events, for networks that break WebSocket. Its reader writes over HTTP. It is no
 * part of the description of the HTTP API, because it is served by the realtime nodes.
 */
@ApiExcludeController()
@Controller('v1/sessions/:session/events')
export class EventsController {
  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly lines: OpenLines,
    private readonly arrivals: Arrivals,
    private readonly states: SessionStates,
    private readonly joinSession: JoinSession,
  ) {}

  /** The header `Last-Event-ID` goes before the query: a browser sends it when it resumes the stream by itself. */
  @Get()
  @Allow('anyone')
  async read(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Query({ schema: EventStreamQuery }) { lastEventId, ...hello }: EventStreamQuery,
    @Headers() headers: RequestHeaders,
    @Ip() address: string,
    @Res() reply: Reply,
  ): Promise<void> {
    if (!mayOpenLines(headers, allowedOrigins(this.settings))) throw new DomainError('account.forbidden');
    const retryAfterMs = await this.arrivals.waitOf(address);
    // a browser gives up a stream that begins with anything but 200, so only what can not be cured is told that way
    if (retryAfterMs === 0) await this.states.of(session);
    reply.hijack();
    const stream = new EventStream(reply.raw, reply.getHeaders());
    if (retryAfterMs > 0) return stream.close('too-frequent', retryAfterMs);
    stream.onClose(() => this.lines.remove(stream));
    this.lines.add(stream);
    if (!stream.isOpen) return this.lines.remove(stream);
    const since = readPositionsWord(headers['last-event-id'] ?? lastEventId ?? '');
    await this.#join(stream, { ...hello, session, since, identify: async () => actor });
  }

  async #join(stream: EventStream, request: Request): Promise<void> {
    try {
      await this.joinSession.join(stream, request);
    } catch (error) {
      logProblem(asProblem(error), error);
      stream.close('internal');
    }
  }
}

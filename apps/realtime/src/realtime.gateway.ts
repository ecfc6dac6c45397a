import { type ArgumentsHost, Catch, type ExceptionFilter, UseFilters } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import { signedIn, TokenVerifier } from '#libs/accounts';
import { IngestCaption } from '#libs/captions';
import { PostMessage } from '#libs/chat';
import { type Actor, type CommandData, type CommandResult, DomainError, type Hello } from '#libs/contracts';
import { PlaceClaim, ReleaseHold } from '#libs/orders';
import { Arrivals } from './joining/arrivals.js';
import { JoinSession } from './joining/join-session.js';
import { OpenLines } from './joining/open-lines.js';
import type { Visit } from './joining/visitor.js';
import { CommandLimits } from './socket/command-limits.js';
import { Connection } from './socket/connection.js';

const anonymous: Actor = { kind: 'anonymous' };

/** Nest's own filter would swallow the error; the adapter answers it, under the command's id. */
@Catch()
class LeaveItToTheAdapter implements ExceptionFilter {
  catch(error: unknown, _host: ArgumentsHost): never {
    throw error;
  }
}

/** The commands of a socket. Their data is checked, and that their sender may call them, before they get here. */
@UseFilters(new LeaveItToTheAdapter())
@WebSocketGateway()
export class RealtimeGateway implements OnGatewayConnection<Connection>, OnGatewayDisconnect<Connection> {
  constructor(
    private readonly lines: OpenLines,
    private readonly limits: CommandLimits,
    private readonly arrivals: Arrivals,
    private readonly tokens: TokenVerifier,
    private readonly joinSession: JoinSession,
    private readonly postMessage: PostMessage,
    private readonly placeClaim: PlaceClaim,
    private readonly releaseHold: ReleaseHold,
    private readonly ingestCaption: IngestCaption,
  ) {}

  handleConnection(connection: Connection): void {
    this.lines.add(connection);
  }

  async handleDisconnect(connection: Connection): Promise<void> {
    this.lines.remove(connection);
    await this.limits.forget(connection.id);
  }

  @SubscribeMessage('hello')
  async hello(@ConnectedSocket() connection: Connection, @MessageBody() { token, ...hello }: Hello): Promise<null> {
    connection.greeted();
    // its first join was counted when it was opened
    if (connection.visit !== undefined) await this.arrivals.again(connection.address);
    const identify = async () => (token === undefined ? anonymous : this.tokens.verify(token));
    await this.joinSession.join(connection, { ...hello, session: connection.session, identify });
    return null;
  }

  @SubscribeMessage('chat.send')
  sendChat(
    @ConnectedSocket() connection: Connection,
    @MessageBody() message: CommandData<'chat.send'>,
  ): Promise<CommandResult<'chat.send'>> {
    const { actor, sessionId } = visitOf(connection);
    return this.postMessage.post(signedIn(actor), sessionId, message, { address: connection.address });
  }

  @SubscribeMessage('claim.place')
  claim(
    @ConnectedSocket() connection: Connection,
    @MessageBody() claim: CommandData<'claim.place'>,
  ): Promise<CommandResult<'claim.place'>> {
    const { actor, sessionId } = visitOf(connection);
    return this.placeClaim.place(actor, sessionId, claim, { address: connection.address });
  }

  @SubscribeMessage('hold.release')
  release(
    @ConnectedSocket() connection: Connection,
    @MessageBody() { holdId }: CommandData<'hold.release'>,
  ): Promise<CommandResult<'hold.release'>> {
    return this.releaseHold.release(visitOf(connection).actor, holdId);
  }

  @SubscribeMessage('caption.say')
  say(
    @ConnectedSocket() connection: Connection,
    @MessageBody() caption: CommandData<'caption.say'>,
  ): Promise<CommandResult<'caption.say'>> {
    const { actor, sessionId } = visitOf(connection);
    return this.ingestCaption.say(actor, sessionId, caption);
  }
}

function visitOf({ visit }: Connection): Visit {
  if (visit === undefined) throw new DomainError('realtime.hello-first');
  return visit;
}

import { type ArgumentsHost, Catch, type ExceptionFilter, UseFilters } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  SubscribeMessage,
  WebSocketGateway,
} from '@nestjs/websockets';
import { signedIn } from '#libs/accounts';
import { IngestCaption } from '#libs/captions';
import { PostMessage } from '#libs/chat';
import { type CommandData, type CommandResult, DomainError, type Hello } from '#libs/contracts';
import { PlaceClaim, ReleaseHold } from '#libs/orders';
import { JoinSession } from './joining/join-session.js';
import { Connection, type Visit } from './socket/connection.js';
import { Connections } from './socket/connections.js';

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
    private readonly connections: Connections,
    private readonly joinSession: JoinSession,
    private readonly postMessage: PostMessage,
    private readonly placeClaim: PlaceClaim,
    private readonly releaseHold: ReleaseHold,
    private readonly ingestCaption: IngestCaption,
  ) {}

  handleConnection(connection: Connection): void {
    this.connections.add(connection);
  }

  async handleDisconnect(connection: Connection): Promise<void> {
    await this.connections.remove(connection);
  }

  @SubscribeMessage('hello')
  async hello(@ConnectedSocket() connection: Connection, @MessageBody() hello: Hello): Promise<null> {
    await this.joinSession.join(connection, hello);
    return null;
  }

  @SubscribeMessage('chat.send')
  sendChat(
    @ConnectedSocket() connection: Connection,
    @MessageBody() message: CommandData<'chat.send'>,
  ): Promise<CommandResult<'chat.send'>> {
    const { actor, sessionId } = visitOf(connection);
    return this.postMessage.post(signedIn(actor), sessionId, message);
  }

  @SubscribeMessage('claim.place')
  claim(
    @ConnectedSocket() connection: Connection,
    @MessageBody() claim: CommandData<'claim.place'>,
  ): Promise<CommandResult<'claim.place'>> {
    const { actor, sessionId } = visitOf(connection);
    return this.placeClaim.place(actor, sessionId, claim);
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

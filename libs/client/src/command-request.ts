import { problemOf } from '#libs/contracts';
import { ApiProblem } from './api-problem.js';
import type { HttpRequest } from './http-client.js';
import type { Command } from './line.js';
import { claimOffer, releaseHold } from './order-requests.js';
import { latestOffer, type RoomState } from './room-state.js';
import { sayCaption, sayInChat } from './session-requests.js';

/**
 * The request that does what a command does.
 *
 * @param room where the offers are known, because over HTTP a claim names its offer
 * @throws ApiProblem when there is nothing to ask for
 */
export function commandRequest(command: Command, sessionId: string, room: RoomState | null): HttpRequest<unknown> {
  switch (command.cmd) {
    case 'chat.send':
      return sayInChat(sessionId, command.data);
    case 'caption.say':
      return sayCaption(sessionId, command.data);
    case 'hold.release':
      return releaseHold(command.data.holdId);
    case 'claim.place': {
      const { code, ...wish } = command.data;
      const offer = room && latestOffer(room, code);
      if (!offer) throw new ApiProblem(problemOf('order.offer-not-found'));
      return claimOffer(offer.id, wish);
    }
    case 'hello':
      throw new ApiProblem(problemOf('realtime.unknown-command'));
    default:
      return command satisfies never;
  }
}

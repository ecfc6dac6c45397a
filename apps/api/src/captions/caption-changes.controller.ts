import { Body, Controller, Param, Post } from '@nestjs/common';
import { Allow, Caller } from '#libs/accounts';
import { CorrectCaption, RetractCaption } from '#libs/captions';
import {
  type Actor,
  Caption,
  CorrectCaption as CorrectCaptionBody,
  Id,
  RetractCaption as RetractCaptionBody,
} from '#libs/contracts';
import { Answers } from '../answers.decorator.js';

/** For the host, co-hosts, interpreters and moderators. */
@Controller('v1/sessions/:session/captions/:segment')
@Allow('person')
export class CaptionChangesController {
  constructor(
    private readonly correction: CorrectCaption,
    private readonly retraction: RetractCaption,
  ) {}

  /** Another text for one language. Of the spoken one, every language follows; what a person wrote, machines leave. */
  @Post('corrections')
  @Answers(201, Caption)
  correct(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('segment', { schema: Id }) segment: string,
    @Body({ schema: CorrectCaptionBody }) body: CorrectCaptionBody,
  ): Promise<Caption> {
    return this.correction.correct(actor, session, segment, body);
  }

  /** Everyone forgets what was said, in every language. Again changes nothing. */
  @Post('retractions')
  @Answers(204)
  retract(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('segment', { schema: Id }) segment: string,
    @Body({ schema: RetractCaptionBody }) body: RetractCaptionBody,
  ): Promise<void> {
    return this.retraction.retract(actor, session, segment, body);
  }
}

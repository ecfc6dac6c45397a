import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { Allow, Caller } from '#libs/accounts';
import {
  type Actor,
  Ban,
  BanAccount,
  BlockedWords as BlockedWordsBody,
  Id,
  type Page,
  pageOf,
  PageQuery,
  PutReviewHook,
  ReviewHook,
  ReviewHookSettings,
  SlowMode,
} from '#libs/contracts';
import { Bans, BlockedWords, ReviewHooks, SetSlowMode } from '#libs/moderation';
import { Answers } from '../answers.decorator.js';
import { AnswersSecret } from '../idempotency/answers-secret.decorator.js';

/** For the host, co-hosts and moderators. */
@Controller('v1/sessions/:session')
@Allow('person')
export class ModerationController {
  constructor(
    private readonly slowMode: SetSlowMode,
    private readonly words: BlockedWords,
    private readonly bans: Bans,
    private readonly hooks: ReviewHooks,
  ) {}

  /** How long a viewer waits between two messages; the room is told. */
  @Put('slow-mode')
  @Answers(200, SlowMode)
  async setSlowMode(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Body({ schema: SlowMode }) { seconds }: SlowMode,
  ): Promise<SlowMode> {
    await this.slowMode.set(actor, session, seconds);
    return { seconds };
  }

  @Get('blocked-words')
  @Answers(200, BlockedWordsBody)
  async readWords(@Caller() actor: Actor, @Param('session') session: string): Promise<BlockedWordsBody> {
    return { words: await this.words.read(actor, session) };
  }

  /** The whole list; it holds for what is written from now on. */
  @Put('blocked-words')
  @Answers(200, BlockedWordsBody)
  async putWords(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Body({ schema: BlockedWordsBody }) { words }: BlockedWordsBody,
  ): Promise<BlockedWordsBody> {
    return { words: await this.words.put(actor, session, words) };
  }

  /** Who can not write now, of the newest accounts first; bans that are over are left out. */
  @Get('bans')
  @Answers(200, pageOf(Ban))
  listBans(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<Page<Ban>> {
    return this.bans.list(actor, session, query);
  }

  /** They can read, but neither write nor claim; banning again changes how long. */
  @Put('bans/:account')
  @Answers(204)
  ban(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('account', { schema: Id }) account: string,
    @Body({ schema: BanAccount }) { until }: BanAccount,
  ): Promise<void> {
    return this.bans.ban(actor, session, account, until);
  }

  @Delete('bans/:account')
  @Answers(204)
  liftBan(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('account', { schema: Id }) account: string,
  ): Promise<void> {
    return this.bans.lift(actor, session, account);
  }

  /** For the host: who is asked before a viewer's message is accepted. The secret is not told again. */
  @Get('review-hook')
  @Answers(200, ReviewHookSettings)
  readHook(@Caller() actor: Actor, @Param('session') session: string): Promise<ReviewHookSettings> {
    return this.hooks.read(actor, session);
  }

  /** For the host: who is asked before a viewer's message is accepted. The answer holds the secret that signs. */
  @Put('review-hook')
  @AnswersSecret()
  @Answers(200, ReviewHook)
  putHook(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Body({ schema: PutReviewHook }) body: PutReviewHook,
  ): Promise<ReviewHook> {
    return this.hooks.put(actor, session, body);
  }

  @Delete('review-hook')
  @Answers(204)
  deleteHook(@Caller() actor: Actor, @Param('session') session: string): Promise<void> {
    return this.hooks.delete(actor, session);
  }
}

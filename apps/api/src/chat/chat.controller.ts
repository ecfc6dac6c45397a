import { Body, Controller, Delete, Get, Ip, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Allow, Caller, signedIn } from '#libs/accounts';
import { PostMessage, ReadHistory } from '#libs/chat';
import { RemoveMessage } from '#libs/moderation';
import {
  type Actor,
  ChatHistoryItem,
  ChatHistoryQuery,
  Id,
  type Page,
  pageOf,
  PostChat,
  PostedChat,
} from '#libs/contracts';
import { Answers } from '../answers.decorator.js';

@Controller('v1/sessions/:session/chat')
export class ChatController {
  constructor(
    private readonly messages: PostMessage,
    private readonly history: ReadHistory,
    private readonly removal: RemoveMessage,
  ) {}

  /** What was said, newest first, with its translation into `lang` where there is one. */
  @Get()
  @Allow('anyone')
  @Answers(200, pageOf(ChatHistoryItem))
  read(
    @Param('session') session: string,
    @Query({ schema: ChatHistoryQuery }) query: z.infer<typeof ChatHistoryQuery>,
  ): Promise<Page<ChatHistoryItem>> {
    return this.history.read(session, query);
  }

  /** Says something. What reads as an order is one: `claim` tells its outcome. */
  @Post()
  @Allow('signed-in')
  @Answers(201, PostedChat)
  post(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Body({ schema: PostChat }) body: PostChat,
    @Ip() address: string,
  ): Promise<PostedChat> {
    return this.messages.post(signedIn(actor), session, body, { address });
  }

  /** For the host, co-hosts and moderators: everyone forgets its text, in every language. Again changes nothing. */
  @Delete(':message')
  @Allow('person')
  @Answers(204)
  remove(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Param('message', { schema: Id }) message: string,
  ): Promise<void> {
    return this.removal.remove(actor, session, message);
  }
}

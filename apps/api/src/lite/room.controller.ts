import { Body, Controller, Get, Headers, Ip, Param, Post, Query, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { z } from 'zod';
import { AccountSessions, Allow, Caller, LimitByAddress, RegisterGuest, signedIn } from '#libs/accounts';
import { PostMessage } from '#libs/chat';
import { type Actor, PostChat, RegisterGuest as RegisterGuestBody } from '#libs/contracts';
import { ClaimNotes } from './claim-notes.js';
import { LiteCookies } from './lite-cookies.js';
import { AnswersPage, LitePages, type PageReply, pageOf, seeOther } from './lite-pages.js';
import { LiteProblemFilter } from './lite-problem.filter.js';
import { OwnForms } from './own-forms.guard.js';
import { roomPage } from './pages/room-page.js';
import { ReadRoom } from './read-room.js';
import { Wanted } from './wanted-languages.js';

const Guest = RegisterGuestBody.pick({ displayName: true, lang: true });
const Message = PostChat.pick({ key: true, text: true, lang: true });

/** A session as a page that works without JavaScript: each form is a request, each answer a page. */
@ApiExcludeController()
@Controller('s/:session/lite')
@UseGuards(OwnForms)
@UseFilters(LiteProblemFilter)
export class LiteRoomController {
  constructor(
    private readonly rooms: ReadRoom,
    private readonly pages: LitePages,
    private readonly cookies: LiteCookies,
    private readonly guests: RegisterGuest,
    private readonly sessions: AccountSessions,
    private readonly messages: PostMessage,
    private readonly notes: ClaimNotes,
  ) {}

  @Get()
  @Allow('anyone')
  @AnswersPage()
  async read(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Wanted() wanted: string[],
    @Query('lang') chosen: string | undefined,
    @Headers('cookie') cookie: string | undefined,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string> {
    const room = await this.rooms.read(session, actor, wanted);
    const note = this.cookies.note(cookie);
    if (note !== null) this.cookies.forgetNote(reply);
    if (chosen !== undefined) this.cookies.keepLanguage(reply, room.lang);
    return this.pages.render(roomPage(room, note));
  }

  @Post('guest')
  @Allow('anyone')
  @LimitByAddress({ points: 1200, seconds: 60 })
  async join(
    @Param('session') session: string,
    @Body({ schema: Guest }) guest: z.infer<typeof Guest>,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string> {
    this.cookies.keepViewer(reply, await this.guests.register({ ...guest, simulated: false }));
    return seeOther(reply, pageOf(session));
  }

  /** For whoever shares a phone. */
  @Post('leave')
  @Allow('anyone')
  async leave(
    @Param('session') session: string,
    @Headers('cookie') cookie: string | undefined,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string> {
    const kept = this.cookies.viewer(cookie);
    if (kept !== undefined) await this.sessions.end(kept.refreshToken);
    this.cookies.forgetViewer(reply);
    return seeOther(reply, pageOf(session));
  }

  /** Says something. What reads as an order is one, and its outcome stands on the next page. */
  @Post('chat')
  @Allow('signed-in')
  async say(
    @Caller() actor: Actor,
    @Param('session') session: string,
    @Body({ schema: Message }) message: z.infer<typeof Message>,
    @Wanted() wanted: string[],
    @Ip() address: string,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string> {
    const { claim } = await this.messages.post(signedIn(actor), session, message, { address });
    if (claim === null) return seeOther(reply, `${pageOf(session)}#chat`);
    this.cookies.keepNote(reply, await this.notes.of(session, claim, wanted));
    return seeOther(reply, pageOf(session));
  }
}

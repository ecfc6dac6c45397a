import { Module } from '@nestjs/common';
import { SessionsModule } from '#libs/sessions';
import { ActiveSeats } from './active-seats.js';
import { AnswerText } from './answer-text.js';
import { DeskAnswers } from './desk-answers.js';
import { HumanProvider } from './human.provider.js';
import { InterpretingStore } from './interpreting.store.js';
import { ReadDesk } from './read-desk.js';

@Module({
  imports: [SessionsModule],
  providers: [InterpretingStore, ActiveSeats, DeskAnswers, HumanProvider, ReadDesk, AnswerText],
  exports: [ActiveSeats, HumanProvider, ReadDesk, AnswerText],
})
export class InterpretingModule {}

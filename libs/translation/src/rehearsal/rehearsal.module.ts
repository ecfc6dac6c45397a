import { Module } from '@nestjs/common';
import { SessionsModule } from '#libs/sessions';
import { EnginesModule } from '../engines.module.js';
import { GlossaryModule } from '../glossary/glossary.module.js';
import { RehearseScript } from './rehearse-script.js';

/** For hosts who want to know beforehand. */
@Module({
  imports: [EnginesModule, GlossaryModule, SessionsModule],
  providers: [RehearseScript],
  exports: [RehearseScript],
})
export class RehearsalModule {}

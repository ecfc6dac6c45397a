import { Module } from '@nestjs/common';
import { SessionsModule } from '#libs/sessions';
import { ChangeGlossary } from './change-glossary.js';
import { GlossaryStore } from './glossary.store.js';
import { LearnTerms } from './learn-terms.js';
import { ReadGlossary } from './read-glossary.js';
import { SessionGlossary } from './session-glossary.js';

const parts = [ChangeGlossary, GlossaryStore, LearnTerms, ReadGlossary, SessionGlossary];

/** The words of a session that must come out right. */
@Module({ imports: [SessionsModule], providers: parts, exports: parts })
export class GlossaryModule {}

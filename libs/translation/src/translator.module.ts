import { Module } from '@nestjs/common';
import { WordFilterModule } from '#libs/moderation';
import { AskEngines } from './ask-engines.js';
import { CaptionDraftsStore } from './caption-drafts.store.js';
import { DoTranslations } from './do-translations.js';
import { EnginesModule } from './engines.module.js';
import { InterpretingModule } from './interpreting/interpreting.module.js';
import { PublishInTurn } from './publish-in-turn.js';
import { RecordCaptions } from './record-captions.js';
import { ServeLanguages } from './serve-languages.js';
import { SessionContextStore } from './session-context.store.js';
import { TranslateCaptions } from './translate-captions.js';
import { TranslateListings } from './translate-listings.js';
import { TranslateMessages } from './translate-messages.js';
import { TranslatePartials } from './translate-partials.js';
import { TranslationModule } from './translation.module.js';

/** For workers, which translate them. */
@Module({
  imports: [TranslationModule, EnginesModule, InterpretingModule, WordFilterModule],
  providers: [
    SessionContextStore,
    AskEngines,
    RecordCaptions,
    PublishInTurn,
    TranslateCaptions,
    CaptionDraftsStore,
    TranslatePartials,
    TranslateMessages,
    TranslateListings,
    DoTranslations,
    ServeLanguages,
  ],
  exports: [ServeLanguages],
})
export class TranslatorModule {}

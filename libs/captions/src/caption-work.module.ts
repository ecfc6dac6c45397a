import { Module } from '@nestjs/common';
import { TranslationModule } from '#libs/translation';
import { CaptionsStore } from './captions.store.js';
import { SettleCaptions } from './settle-captions.js';

/** For workers, which look after what was said. */
@Module({ imports: [TranslationModule], providers: [CaptionsStore, SettleCaptions], exports: [SettleCaptions] })
export class CaptionWorkModule {}

import { Module } from '@nestjs/common';
import { ModerationStore } from './moderation.store.js';
import { WordFilter } from './word-filter.js';

/** For workers, which ask before they tell what machines wrote. */
@Module({ providers: [ModerationStore, WordFilter], exports: [WordFilter] })
export class WordFilterModule {}

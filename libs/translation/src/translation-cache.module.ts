import { Module } from '@nestjs/common';
import { SharedValues } from '#libs/platform';
import { TranslationCache } from './translation-cache.js';

/** What was translated before, for all who ask and all who correct. */
@Module({ providers: [SharedValues, TranslationCache], exports: [TranslationCache] })
export class TranslationCacheModule {}

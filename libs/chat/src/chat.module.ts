import { Module } from '@nestjs/common';
import { ModerationModule } from '#libs/moderation';
import { OrdersModule } from '#libs/orders';
import { SessionsModule } from '#libs/sessions';
import { TranslationModule } from '#libs/translation';
import { OwedLanguages } from './owed-languages.js';
import { PostMessage } from './post-message.js';
import { ReadHistory } from './read-history.js';
import { ReadRecent } from './read-recent.js';

@Module({
  imports: [SessionsModule, ModerationModule, OrdersModule, TranslationModule],
  providers: [OwedLanguages, PostMessage, ReadHistory, ReadRecent],
  exports: [PostMessage, ReadHistory, ReadRecent],
})
export class ChatModule {}

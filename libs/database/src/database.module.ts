import { Global, Module } from '@nestjs/common';
import { Database } from './database.js';
import { OutboxStore } from './outbox.store.js';

@Global()
@Module({ providers: [Database, OutboxStore], exports: [Database, OutboxStore] })
export class DatabaseModule {}

import { Global, Module } from '@nestjs/common';
import { AuditStore } from './audit.store.js';
import { Database } from './database.js';
import { OutboxStore } from './outbox.store.js';
import { SignOfLife } from './sign-of-life.js';

const offered = [AuditStore, Database, OutboxStore, SignOfLife];

@Global()
@Module({ providers: offered, exports: offered })
export class DatabaseModule {}

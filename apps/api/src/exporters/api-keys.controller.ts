import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Allow, Caller, CreateApiKey, ListApiKeys, RevokeApiKey } from '#libs/accounts';
import {
  type Actor,
  ApiKey,
  CreateApiKey as CreateApiKeyBody,
  Id,
  NewApiKey,
  type Page,
  pageOf,
} from '#libs/contracts';
import { Answers } from '../answers.decorator.js';
import { AnswersSecret } from '../idempotency/answers-secret.decorator.js';

/** Keys for an exporter's own systems. People make and revoke them: a key can not make another key. */
@Controller('v1/exporters/:exporter/api-keys')
@Allow('person')
export class ApiKeysController {
  constructor(
    private readonly creation: CreateApiKey,
    private readonly keys: ListApiKeys,
    private readonly revocation: RevokeApiKey,
  ) {}

  /** The secret is in this answer and nowhere else: keep it. */
  @Post()
  @AnswersSecret()
  @Answers(201, NewApiKey)
  create(
    @Caller() actor: Actor,
    @Param('exporter', { schema: Id }) exporter: string,
    @Body({ schema: CreateApiKeyBody }) { name }: z.infer<typeof CreateApiKeyBody>,
  ): Promise<NewApiKey> {
    return this.creation.create(actor, exporter, name);
  }

  /** Those that still work, newest first, all on one page. */
  @Get()
  @Answers(200, pageOf(ApiKey))
  async list(@Caller() actor: Actor, @Param('exporter', { schema: Id }) exporter: string): Promise<Page<ApiKey>> {
    return { items: await this.keys.list(actor, exporter), nextCursor: null };
  }

  @Delete(':key')
  @Answers(204)
  revoke(
    @Caller() actor: Actor,
    @Param('exporter', { schema: Id }) exporter: string,
    @Param('key', { schema: Id }) key: string,
  ): Promise<void> {
    return this.revocation.revoke(actor, exporter, key);
  }
}

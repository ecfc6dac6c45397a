import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import type { Actor } from '#libs/contracts';
import { Public } from '#libs/platform';
import { Allow, type AllowedCaller, isAllowed } from './allow.decorator.js';
import { RouteCheck } from './route-check.js';

@Controller('shop')
class Shop {
  @Get()
  @Allow('anyone')
  window(): void {}

  @Get('door')
  @Public()
  door(): void {}

  @Post('till/:item')
  @Allow('person', 'api-key')
  till(): void {}
}
@Module({ controllers: [Shop] })
class ShopModule {}

@Controller('cellar')
class Cellar {
  @Get()
  stairs(): void {}

  @Post('barrels')
  barrels(): void {}
}
@Module({ controllers: [Cellar] })
class CellarModule {}

const account = { accountId: '01890a5d-ac96-774b-bcce-b302099a8057', displayName: 'Amina', simulated: false };
const callers: Record<string, Actor> = {
  anonymous: { kind: 'anonymous' },
  guest: { kind: 'guest', ...account },
  person: { kind: 'person', ...account },
  operator: { kind: 'operator', ...account },
  'api-key': { kind: 'api-key', exporterId: account.accountId, apiKeyId: account.accountId },
};

describe('what a route allows', () => {
  it.each<[AllowedCaller, string[]]>([
    ['anyone', ['anonymous', 'guest', 'person', 'operator', 'api-key']],
    ['signed-in', ['guest', 'person', 'operator']],
    ['person', ['person', 'operator']],
    ['operator', ['operator']],
    ['api-key', ['api-key']],
  ])('%s lets in %j and nobody else', (allowed, letIn) => {
    expect(Object.keys(callers).filter((name) => isAllowed(callers[name] as Actor, [allowed]))).toEqual(letIn);
  });

  it('is nobody when nothing is declared', () => {
    expect(Object.values(callers).filter((actor) => isAllowed(actor, []))).toEqual([]);
  });
});

@Module({})
class ProcessModule {}

const aProcessWith = (...features: (new () => unknown)[]) =>
  NestFactory.createApplicationContext(
    { module: ProcessModule, imports: [DiscoveryModule, ...features], providers: [RouteCheck] },
    { logger: false, abortOnError: false },
  );

describe('the routes of a process', () => {
  it('are known with who may call them', async () => {
    const shop = await aProcessWith(ShopModule);
    expect(shop.get(RouteCheck).routes()).toEqual([
      { method: 'GET', path: '/shop', callers: ['anyone', 'signed-in', 'api-key'] },
      { method: 'GET', path: '/shop/door', callers: ['anyone'] },
      { method: 'POST', path: '/shop/till/:item', callers: ['person', 'api-key'] },
    ]);
  });

  it('must all say so, or the process does not start and names those that do not', async () => {
    await expect(aProcessWith(ShopModule, CellarModule)).rejects.toThrow(
      'These routes do not say who may call them (@Allow or @Public): GET /cellar, POST /cellar/barrels',
    );
  });
});

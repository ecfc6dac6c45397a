import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { AccountsModule } from '#libs/accounts';
import { AddGlossaryTerm, type SignedInActor } from '#libs/contracts';
import { SessionsModule } from '#libs/sessions';
import { aScheduledSession } from '../../../../tests/support/a-scheduled-session.js';
import { anActor, openFeatures } from '../../../../tests/support/feature.js';
import { ChangeGlossary } from './change-glossary.js';
import { GlossaryModule } from './glossary.module.js';
import { MOST_TERMS } from './glossary.store.js';
import { LearnTerms } from './learn-terms.js';
import { ReadGlossary } from './read-glossary.js';
import { SessionGlossary } from './session-glossary.js';

let features: INestApplicationContext;
beforeAll(async () => {
  features = await openFeatures([AccountsModule, SessionsModule, GlossaryModule]);
});
afterAll(() => features.close());

async function aShow(): Promise<{ host: SignedInActor; id: string }> {
  const host = await anActor(features, 'Jean');
  const { id } = await aScheduledSession(features, host, { languages: ['en', 'sw'] });
  return { host, id };
}
const aTerm = (source: string, targets: Record<string, string> = {}, sourceLang = 'en') =>
  AddGlossaryTerm.parse({ sourceLang, source, targets });
const add = (show: { host: SignedInActor; id: string }, ...term: Parameters<typeof aTerm>) =>
  features.get(ChangeGlossary).add(show.host, show.id, aTerm(...term));
const wordsFor = async ({ id }: { id: string }, from: string, to: string) => {
  const { version, terms } = await features.get(SessionGlossary).of(id, from, to);
  return { version, words: Object.fromEntries(terms.map(({ source, target }) => [source, target])) };
};
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'allowed',
    (error: { code: string }) => error.code,
  );

describe('the glossary of a session', () => {
  it('says what a word becomes in each language, from the next text on', async () => {
    const show = await aShow();
    expect(await wordsFor(show, 'en', 'sw')).toEqual({ version: 0, words: {} });
    expect(await add(show, 'black tea', { sw: 'chai nyeusi', 'zh-Hans': '红茶' })).toEqual({ terms: 1, version: 1 });
    expect(await wordsFor(show, 'en', 'sw')).toEqual({ version: 1, words: { 'black tea': 'chai nyeusi' } });
    expect(await wordsFor(show, 'en-GB', 'zh')).toEqual({ version: 1, words: { 'black tea': '红茶' } });
    expect(await wordsFor(show, 'en', 'fr')).toEqual({ version: 1, words: {} });
    expect(await wordsFor(show, 'fr', 'sw')).toEqual({ version: 1, words: {} });
  });

  it('leaves a word as it is that becomes nothing in particular, and one of any language in every text', async () => {
    const show = await aShow();
    await add(show, 'Nyungwe');
    await add(show, 'Imigongo', { '*': 'Imigongo', sw: 'Imigongo ya Rwanda' }, 'mul');
    expect(await wordsFor(show, 'en', 'fr')).toEqual({
      version: 2,
      words: { Nyungwe: 'Nyungwe', Imigongo: 'Imigongo' },
    });
    expect(await wordsFor(show, 'zh', 'sw')).toEqual({ version: 2, words: { Imigongo: 'Imigongo ya Rwanda' } });
  });

  it('counts changes: what is told again is none', async () => {
    const show = await aShow();
    await add(show, 'tea', { sw: 'chai' });
    expect(await add(show, 'tea', { sw: 'chai' })).toMatchObject({ version: 1 });
    expect(await add(show, 'tea', { fr: 'thé' })).toMatchObject({ version: 2 });
    const { terms } = await features.get(ReadGlossary).read(show.host, show.id);
    expect(terms).toMatchObject([{ source: 'tea', targets: { sw: 'chai', fr: 'thé' }, version: 2, listingId: null }]);
    await features.get(ChangeGlossary).remove(show.host, show.id, terms[0]?.id ?? '');
    expect(await wordsFor(show, 'en', 'sw')).toEqual({ version: 3, words: {} });
    await features.get(ChangeGlossary).remove(show.host, show.id, terms[0]?.id ?? '');
    expect(await wordsFor(show, 'en', 'sw')).toMatchObject({ version: 3 });
  });

  it("keeps a person's word against a listing's", async () => {
    const show = await aShow();
    await add(show, 'tea', { sw: 'chai' });
    const term = { sourceLang: 'en', listingId: uuidv7() };
    await features.get(LearnTerms).learn(show.id, [
      { ...term, source: 'tea', targets: { sw: 'majani' } },
      { ...term, source: 'pot', targets: { sw: 'birika' } },
    ]);
    expect(await wordsFor(show, 'en', 'sw')).toEqual({ version: 2, words: { tea: 'chai', pot: 'birika' } });
    await add(show, 'pot', { sw: 'sufuria' });
    expect(await wordsFor(show, 'en', 'sw')).toEqual({ version: 3, words: { tea: 'chai', pot: 'sufuria' } });
  });

  it('loses no word when many are added at once', async () => {
    const show = await aShow();
    const versions = await Promise.all(
      Array.from({ length: 8 }, (_, at) => add(show, `word ${at}`, { sw: `neno ${at}` })),
    );
    expect(versions.map(({ version }) => version).sort((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(Object.keys((await wordsFor(show, 'en', 'sw')).words)).toHaveLength(8);
  });

  it('is changed by those who look after its words only, and does not grow without end', async () => {
    const show = await aShow();
    const stranger = await anActor(features, 'Paul');
    expect(await codeOf(features.get(ChangeGlossary).add(stranger, show.id, aTerm('tea')))).toBe('account.forbidden');
    expect(await codeOf(features.get(ReadGlossary).csv(stranger, show.id))).toBe('account.forbidden');
    const many = Array.from({ length: MOST_TERMS + 1 }, (_, at) => `en,word ${at},neno ${at}`);
    const file = { format: 'csv' as const, content: ['sourceLang,source,sw', ...many].join('\n') };
    expect(await codeOf(features.get(ChangeGlossary).import(show.host, show.id, file))).toBe('glossary.full');
    expect(await wordsFor(show, 'en', 'sw')).toEqual({ version: 0, words: {} });
  });

  it.each(['csv', 'tbx'] as const)('goes out as %s and comes in again as it was', async (format) => {
    const [one, other] = [await aShow(), await aShow()];
    await add(one, 'black "tea", <hot> & strong', { sw: 'chai', 'zh-Hans': '红茶' });
    await add(one, '=1+1', { '*': '-cmd', ar: 'شاي' });
    await add(one, 'Imigongo', {}, 'mul');
    const content = await features.get(ReadGlossary)[format](one.host, one.id);
    expect(await features.get(ChangeGlossary).import(other.host, other.id, { format, content })).toEqual({
      terms: 3,
      version: 1,
    });
    const termsIn = async ({ host, id }: { host: SignedInActor; id: string }) =>
      (await features.get(ReadGlossary).read(host, id)).terms.map(({ sourceLang, source, targets }) => ({
        sourceLang,
        source,
        targets,
      }));
    expect(await termsIn(other)).toEqual(await termsIn(one));
  });

  it.each([
    ['csv', 'sourceLang,source,sw\nen,"tea'],
    ['csv', 'sourceLang,source,no language\nen,tea,chai'],
    ['csv', 'word,meaning\ntea,chai'],
    ['tbx', '<tbx><text>'],
    ['tbx', '<html/>'],
    ['tbx', '<!DOCTYPE tbx [<!ENTITY a "b">]><tbx/>'],
    [
      'tbx',
      '<tbx><text><body><conceptEntry><langSec><termSec><term>tea</term></termSec></langSec></conceptEntry></body></text></tbx>',
    ],
  ] as const)('takes nothing of a %s file that is none: %s', async (format, content) => {
    const show = await aShow();
    expect(await codeOf(features.get(ChangeGlossary).import(show.host, show.id, { format, content }))).toBe(
      'glossary.bad-file',
    );
  });

  it('reads the TBX of other programs', async () => {
    const show = await aShow();
    const content = `<?xml version='1.0'?><!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd"><martif type="TBX-Basic" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader>
      <text><body><termEntry id="1"><descrip type="subjectField">food</descrip>
      <langSet xml:lang="en"><tig><term>green tea</term></tig><tig><term>sencha</term></tig></langSet>
      <langSet xml:lang="fr"><ntig><termGrp><term>thé vert</term></termGrp></ntig></langSet></termEntry></body></text></martif>`;
    await features.get(ChangeGlossary).import(show.host, show.id, { format: 'tbx', content });
    expect(await wordsFor(show, 'en', 'fr')).toMatchObject({ words: { 'green tea': 'thé vert' } });
  });
});

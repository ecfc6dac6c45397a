import { describe, expect, it } from '@jest/globals';
import { type CaptionSegment, nextRevision, sourceCaption } from './caption-segment.js';

const segment = (over: Partial<CaptionSegment> = {}): CaptionSegment => ({
  id: '0193a000-0000-7000-8000-000000000001',
  sessionId: '0193a000-0000-7000-8000-000000000002',
  n: 7,
  lang: 'en',
  rev: 2,
  state: 'partial',
  text: 'This tea grows',
  engine: 'source',
  t0: 1000,
  t1: 2000,
  ...over,
});
const said = (text: string, state: 'partial' | 'final') => ({
  segment: segment().id,
  lang: 'en',
  text,
  state,
  t0: 1000,
  t1: 3000,
});

describe('saying a segment again', () => {
  it('changes nothing when the text and the state are the same: an answer was lost', () => {
    expect(nextRevision(segment(), said('This tea grows', 'partial'))).toEqual({ changed: false, rev: 2 });
    expect(nextRevision(segment({ state: 'final' }), said('This tea grows', 'final'))).toEqual({
      changed: false,
      rev: 2,
    });
  });

  it('gives more text, or the same text made final, the next revision', () => {
    expect(nextRevision(segment(), said('This tea grows high', 'partial'))).toEqual({ changed: true, rev: 3 });
    expect(nextRevision(segment(), said('This tea grows', 'final'))).toEqual({ changed: true, rev: 3 });
  });

  it.each(['final', 'corrected', 'retracted'] as const)('refuses another text once it is %s', (closed) => {
    for (const state of ['partial', 'final'] as const)
      expect(() => nextRevision(segment({ state: closed }), said('This coffee grows', state))).toThrow(
        expect.objectContaining({ code: 'caption.segment-closed' }),
      );
  });
});

describe('the source caption', () => {
  it('is what a person said: no engine, no machine, no lag, its own language', () => {
    expect(sourceCaption(segment({ state: 'final', text: '茶🍵' }))).toEqual({
      type: 'caption',
      segment: segment().id,
      n: 7,
      lang: 'en',
      from: 'en',
      rev: 2,
      sourceRev: 2,
      state: 'final',
      text: '茶🍵',
      stable: 2,
      t0: 1000,
      t1: 2000,
      engine: 'source',
      machine: false,
      lagMs: 0,
      flags: [],
    });
  });

  it('is marked as a machine’s where a recogniser heard it', () => {
    expect(sourceCaption(segment({ engine: 'vosk' }))).toMatchObject({ engine: 'vosk', machine: true });
  });

  it('promises nothing of a partial to stay', () => {
    expect(sourceCaption(segment()).stable).toBe(0);
  });
});

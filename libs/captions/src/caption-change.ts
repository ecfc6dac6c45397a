import { type Caption, DomainError, type SessionRole } from '#libs/contracts';
import { type CaptionSegment, sourceCaption } from './caption-segment.js';

/** Who changes captions that are out: those who speak, and those who look after the room. */
export const correctors = ['host', 'co-host', 'interpreter', 'moderator'] as const satisfies readonly SessionRole[];

/** Who wrote a text that a machine would have written otherwise. */
export const HUMAN_ENGINE = 'human';

/** What a segment says in a language that was not spoken, in its newest revision. */
export type CaptionTranslation = { lang: string; rev: number; sourceRev: number; text: string; lagMs: number };

/** @throws DomainError `caption.segment-open`, `caption.segment-retracted` */
export function requireCorrectable({ state }: CaptionSegment): void {
  if (state === 'partial') throw new DomainError('caption.segment-open');
  if (state === 'retracted') throw new DomainError('caption.segment-retracted');
}

/** @throws DomainError `caption.stale-revision` when somebody else was faster */
export function requireNewest(rev: number, baseRev: number): void {
  if (rev !== baseRev) throw new DomainError('caption.stale-revision', `The newest revision is ${rev}.`);
}

/** What a person wrote in place of a translation. */
export const humanCaption = (segment: CaptionSegment, translation: CaptionTranslation): Caption => ({
  ...sourceCaption(segment),
  ...translation,
  state: 'corrected',
  stable: [...translation.text].length,
  engine: HUMAN_ENGINE,
  machine: false,
});

/** A caption that is taken back: its place stays, without a word. */
export const retractedCaption = (segment: CaptionSegment, lang: string, rev: number): Caption => ({
  ...sourceCaption(segment),
  lang,
  rev,
  sourceRev: segment.rev + 1,
  state: 'retracted',
  text: '',
  stable: 0,
});

/** How many characters readers saw and lost, when what they were shown ends otherwise from some point on. */
export function charactersWithdrawn(shown: string, next: string): number {
  const [before, after] = [[...shown], [...next]];
  const kept = before.findIndex((character, at) => character !== after[at]);
  return kept === -1 ? 0 : before.length - kept;
}

import { type Caption, DomainError, type SayCaption } from '#libs/contracts';
import { SOURCE_ENGINE } from '#libs/translation';

/** A segment of speech as the house keeps it: one row, whatever the number of revisions and languages. */
export type CaptionSegment = {
  id: string;
  sessionId: string;
  n: number;
  lang: string;
  rev: number;
  state: 'partial' | 'final' | 'corrected' | 'retracted';
  text: string;
  /** The recogniser that heard it, or `SOURCE_ENGINE` where a person wrote it. */
  engine: string;
  t0: number;
  t1: number;
};

export type NextRevision = { changed: boolean; rev: number };

/**
 * What saying a segment again does: the same text changes nothing (a retry after a lost answer), a partial gets a new
 * revision, and what is final is closed.
 *
 * @throws DomainError `caption.segment-closed`
 */
export function nextRevision(current: CaptionSegment, said: SayCaption): NextRevision {
  const same = current.text === said.text && current.state === said.state;
  if (same) return { changed: false, rev: current.rev };
  if (current.state !== 'partial') throw new DomainError('caption.segment-closed');
  return { changed: true, rev: current.rev + 1 };
}

/** The source caption that viewers of the spoken language read: marked as a machine's where a recogniser heard it. */
export function sourceCaption(segment: CaptionSegment): Caption {
  const { id, n, lang, rev, state, text, engine, t0, t1 } = segment;
  return {
    type: 'caption',
    segment: id,
    n,
    lang,
    from: lang,
    rev,
    sourceRev: rev,
    state,
    text,
    stable: state === 'partial' ? 0 : [...text].length,
    t0,
    t1,
    engine,
    machine: engine !== SOURCE_ENGINE,
    lagMs: 0,
    flags: [],
  };
}

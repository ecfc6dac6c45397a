import { createHash } from 'node:crypto';
import type { JobPriority, TextToTranslate, TranslateTexts } from '#libs/contracts';
import { groupBy, inPieces } from '#libs/platform';
import type { NewJob } from '#libs/queue';

type Destination = Omit<TranslateTexts, 'texts'>;
/** One text that one language is waiting for. `again` makes it another job than the one that was lost. */
export type WantedText = Destination & { text: TextToTranslate; again?: string };

/** Somebody listens to whoever speaks, right now. */
export const isUrgent = (priority: JobPriority): boolean => priority === 'caption-final' || priority === 'correction';

/** Few enough that one slow engine call keeps few texts waiting, and that a job is stored quickly. */
const mostTexts = 50;

/** Texts of one session, pair and urgency share a job: that is what saves most of a queue's work. */
export function jobsFor(wanted: readonly WantedText[]): NewJob<'translate-texts'>[] {
  const destination = ({ sessionId, from, to, priority, text }: WantedText) =>
    [sessionId, from, to, priority, text.kind].join(' ');
  return [...groupBy(new Map(wanted.map((one) => [idOf(one), one])).values(), destination).values()]
    .flatMap((group) => inPieces(group, mostTexts))
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { sessionId, from, to, priority, rank } = first;
      const data = { sessionId, from, to, priority, rank, texts: group.map(({ text }) => text) };
      return [{ name: 'translate-texts' as const, data, options: { id: jobId(group.map(idOf)), priority } }];
    });
}

/** The same texts asked for twice are the same job. */
function jobId(ids: readonly string[]): string {
  const [only, ...others] = ids;
  if (only !== undefined && others.length === 0) return only;
  return `texts.${createHash('sha256').update(ids.join(' ')).digest('base64url')}`;
}

function idOf({ text, to, again }: WantedText): string {
  const of = () => {
    if (text.kind === 'message') return text.message;
    if (text.kind === 'listing') return `${text.listing}.${text.field}.${text.version}`;
    return `${text.segment}.${text.sourceRev}`;
  };
  return [text.kind, of(), to, ...(again === undefined ? [] : [again])].join('.');
}

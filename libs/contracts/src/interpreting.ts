import { z } from 'zod';
import { LanguageTag } from './language.js';
import { Id, Instant, plainText } from './primitives.js';

/** Something that was said and waits for an interpreter; after `deadlineAt` a machine's text is shown instead. */
export const TextToInterpret = z
  .object({
    id: Id,
    from: LanguageTag,
    text: z.string(),
    context: z.array(z.string()).meta({ description: 'what was said before, oldest first' }),
    deadlineAt: Instant,
  })
  .meta({ id: 'TextToInterpret' });
export type TextToInterpret = z.infer<typeof TextToInterpret>;

export const InterpretersDesk = z
  .object({
    texts: z.array(TextToInterpret).meta({ description: 'what waits, the most urgent first' }),
    activeSeconds: z
      .int()
      .meta({ description: 'read the desk again within so many seconds, or machines take over alone' }),
  })
  .meta({ id: 'InterpretersDesk' });
export type InterpretersDesk = z.infer<typeof InterpretersDesk>;

/** `null` leaves this one text to the machines. */
export const InterpretText = z.object({ text: plainText(2000).nullable() }).meta({ id: 'InterpretText' });
export type InterpretText = z.infer<typeof InterpretText>;

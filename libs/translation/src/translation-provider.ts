import type { Settings, TranslationFlag } from '#libs/contracts';

/** How a reader is addressed, in languages that tell the difference. */
export type Formality = Settings['TRANSLATION_FORMALITY'];

export interface GlossaryTerm {
  source: string;
  /** What it must become in the target language; the same as `source` when it must not be translated. */
  target: string;
}

export interface TranslateOptions {
  /** What was said before, oldest first: for engines that can use it. Never translated itself. */
  context?: readonly string[];
  /**
   * Of the session, for this pair; the same for all its texts until it changes. A hint: the words that must come out
   * are guarded outside the provider.
   */
  glossary?: readonly GlossaryTerm[];
  /** Whose text it is: for people who work for one session. */
  sessionId?: string;
  /** The session that is told what it cost. */
  payer?: string;
  /** Unix milliseconds. */
  deadline: number;
  signal: AbortSignal;
}

export interface ProvidedText {
  text: string;
  flags: readonly TranslationFlag[];
}

export interface ProviderCapability {
  /** Shown to readers as the engine of a text. Unique in a chain. */
  name: string;
  /** Whether its texts must be marked as machine output. */
  machine: boolean;
  /** Most texts in one call. */
  maxBatch: number;
  /**
   * Where texts are processed, when that is not here: `eu`, `us`, or more closely `eu-central-1`. Without it the
   * provider is on premises, and allowed everywhere.
   */
  region?: string;
  /** Whether it makes something of `glossary`. */
  nativeGlossary?: boolean;
  /** It has compared the numbers of its answers with those of the texts, and flagged what differs. */
  checksNumbers?: boolean;
  /** A person: outranks machines that answer sooner, is not asked in vain for being slow, and never rests. */
  person?: boolean;
}

/**
 * Somebody who translates: an engine, a memory, a person. Languages are BCP-47 tags, matched by RFC 4647-like lookup.
 *
 * Every provider guarantees:
 * - One result for each text, in the order asked. `undefined` means "not mine": the next in the chain is asked for
 *   that text alone. So a memory may know two texts of ten, and an engine may pass on what it made nothing of.
 * - A text is data: line breaks, emoji, markup, digits of any script and right-to-left text neither split it, nor
 *   spill into its neighbours, nor fail the call. A blank text comes back blank or as `undefined`, never as words.
 * - `translate` of a pair that `supports` denies rejects with `translation.pair-unsupported`.
 * - When `signal` aborts, the call rejects at once with the signal's reason. When `deadline` passes, it rejects with
 *   `translation.provider-timeout`. Nothing is left running after either.
 * - Every other failure is a TranslationProviderError. Calls may run side by side and are never retried inside.
 *
 * The caller sends at most `maxBatch` texts, and the texts of one call share one pair and one deadline.
 */
export interface TranslationProvider {
  readonly capability: ProviderCapability;
  /** May ask the engine, within two seconds, and remembers the answer. Rejects when the engine can not be asked. */
  supports(from: string, to: string): Promise<boolean>;
  translate(
    texts: readonly string[],
    from: string,
    to: string,
    options: TranslateOptions,
  ): Promise<readonly (ProvidedText | undefined)[]>;
}

export const isBlank = (text: string): boolean => text.trim() === '';

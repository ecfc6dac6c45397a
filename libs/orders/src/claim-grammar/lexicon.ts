/**
 * The words of one language that decide what a chat message asks for. Every field is a comma-separated list, so that a
 * speaker of the language can review it line by line. Write words as they are correctly spelt: case, accents (for those
 * who type without them), and spaces in scripts that use none are taken care of when the book is compiled.
 */
export type Lexicon = {
  /** ISO 639 language, without a region. */
  language: string;
  /** Says "I buy it" by itself: acts with an item, or alone while exactly one offer is open. */
  claim: string;
  /** Wishes: as `claim`, but while several offers are open and none is named, it is only answered with a button. */
  want: string;
  /** Verbs too common in ordinary talk to stand alone ("take", "give me"): they need an item or a quantity. */
  take: string;
  cancel: string;
  status: string;
  negation: string;
  question: string;
  /** Signs of a story, a condition or an opinion ("yesterday", "if", "is"): never an order. */
  telling: string;
  /** Words that count packages. Units of weight are left out: "2 kg" is not two packs. */
  measure: string;
  /** Politeness, pronouns, articles, particles: change nothing. */
  filler: string;
  /** The words for one to ten, in every form that agrees with a noun. */
  numbers: readonly [string, string, string, string, string, string, string, string, string, string];
};

export type PhraseRole = Exclude<keyof Lexicon, 'language' | 'numbers'>;

export const phraseRoles: readonly PhraseRole[] = [
  'claim',
  'want',
  'take',
  'cancel',
  'status',
  'negation',
  'question',
  'telling',
  'measure',
  'filler',
];

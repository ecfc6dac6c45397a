import type { ProvidedText, TranslateOptions, TranslationProvider } from '../src/translation-provider.js';

/** What an engine does to a text. */
export type Mischief = (text: string) => string;

/** Answers by a rule; keeps what it was asked. */
export class RuledEngine implements TranslationProvider {
  readonly capability;
  readonly asked: string[][] = [];

  constructor(
    private readonly rule: Mischief,
    capability: { nativeGlossary?: boolean } = {},
  ) {
    this.capability = { name: 'ruled', machine: true, maxBatch: 50, ...capability };
  }

  supports(): Promise<boolean> {
    return Promise.resolve(true);
  }

  translate(texts: readonly string[], _from: string, _to: string, _options: TranslateOptions): Promise<ProvidedText[]> {
    this.asked.push([...texts]);
    return Promise.resolve(texts.map((text) => ({ text: this.rule(text), flags: [] })));
  }
}

const PLACEHOLDER = /\[\[\d+\]\]|X[QZ][A-P]{2}/g;

/** What engines were seen to do to placeholders and figures, and worse. Each takes a number that varies what it does. */
export const mischiefs: Readonly<Record<string, (seed: number) => Mischief>> = {
  'loses a placeholder': () => (text) => text.replace(PLACEHOLDER, ''),
  'loses the last one': () => (text) => text.replace(/(?:\[\[\d+\]\]|X[QZ][A-P]{2})(?!.*(?:\[\[|X[QZ]))/s, ''),
  'doubles them': () => (text) => text.replace(PLACEHOLDER, '$& $&'),
  'exchanges them': () => (text) => {
    const all = (text.match(PLACEHOLDER) ?? []).reverse().values();
    return text.replace(PLACEHOLDER, () => all.next().value ?? '');
  },
  'invents one': (seed) => (text) => `${text} [[${(seed % 9) + 1}]]`,
  'translates them': () => (text) => text.replace(/\[\[(\d)\d*\]\]/g, 'number $1').replace(/X[QZ]/g, 'ex'),
  'takes off a bracket': () => (text) => text.replace(/\[\[/g, '[').replace(/\]\]/g, ']'),
  'writes them in small letters': () => (text) => text.toLowerCase(),
  'puts spaces in them': () => (text) => text.replace(/\[\[/g, '[ [ ').replace(/\]\]/g, ' ] ]'),
  'changes a digit': (seed) => (text) => text.replace(/\d/g, (digit) => String((Number(digit) + (seed % 9) + 1) % 10)),
  'changes the last digit': () => (text) => text.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)),
  'drops all digits': () => (text) => text.replace(/\d/g, ''),
  'moves a decimal point': () => (text) => text.replace(/(\d)[.,](\d)/g, '$1$2'),
  'repeats a number': () => (text) => `${text} ${/\d+/.exec(text)?.[0] ?? ''}`,
  'adds a number': (seed) => (text) => `${text} ${seed % 100}`,
  'says something else': () => () => 'I am sorry, I can not help with that.',
  'says nothing': () => () => '',
  'turns everything round': () => (text) => [...text].reverse().join(''),
  'leaves out half': () => (text) => text.slice(0, text.length / 2),
};

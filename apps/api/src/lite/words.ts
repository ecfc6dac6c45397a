import {
  directionOf,
  firstReadable,
  Formats,
  interfaceLanguages,
  type MessageKey,
  liteWords,
  payWords,
  type Phrases,
  phrasesFor,
  type Values,
  watchWords,
} from '#libs/pages';

/** What the page itself says to one reader. */
export class Words extends Formats {
  private constructor(private readonly phrases: Phrases) {
    super(phrases.locale);
  }

  /** In the language that is read where the pages speak it, else in the first that the reader wants and they speak. */
  static async for(lang: string, wanted: readonly string[]): Promise<Words> {
    const spoken = interfaceLanguages.includes(new Intl.Locale(lang).language);
    const tag = spoken ? lang : firstReadable(wanted, interfaceLanguages, 'en');
    return new Words(await phrasesFor(tag, [watchWords, payWords, liteWords]));
  }

  get dir(): 'rtl' | 'ltr' {
    return directionOf(this.locale);
  }

  t(key: MessageKey, values?: Values): string {
    return this.phrases.say(key, values);
  }
}

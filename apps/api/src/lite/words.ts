import {
  directionOf,
  fillIn,
  firstReadable,
  Formats,
  interfaceLanguages,
  type MessageKey,
  type Messages,
  messagesFor,
  type Values,
} from '#libs/pages';

/** What the page itself says to one reader. */
export class Words extends Formats {
  private constructor(
    locale: string,
    private readonly messages: Messages,
  ) {
    super(locale);
  }

  /** In the language that is read where the pages speak it, else in the first that the reader wants and they speak. */
  static async for(lang: string, wanted: readonly string[]): Promise<Words> {
    const spoken = interfaceLanguages.includes(new Intl.Locale(lang).language);
    const tag = spoken ? lang : firstReadable(wanted, interfaceLanguages, 'en');
    const { messages, locale } = await messagesFor(tag);
    return new Words(locale, messages);
  }

  get dir(): 'rtl' | 'ltr' {
    return directionOf(this.locale);
  }

  t(key: MessageKey, values?: Values): string {
    return fillIn(this.messages[key], values);
  }
}

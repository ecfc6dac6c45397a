import { IntlMessageFormat } from 'intl-messageformat';
import type { Message, MessageKey, Messages } from './messages.js';

/** Counts as numbers: the message says how they are written and which words go with them. */
export type Values = Readonly<Record<string, string | number>>;

// By text: the server makes phrases for each reader, and reads a message once for all of them.
const readMessages = new Map<string, Message>();

function read(message: Message): Message {
  if (typeof message !== 'string') return message;
  const known = readMessages.get(message);
  if (known !== undefined) return known;
  const elements = new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst();
  readMessages.set(message, elements);
  return elements;
}

/** What pages say to one reader, with values filled in. */
export class Phrases {
  readonly #formats = new Map<MessageKey, IntlMessageFormat>();

  /** @param locale BCP-47 tag that numbers and plurals follow */
  constructor(
    readonly locale: string,
    private readonly messages: Messages,
  ) {}

  /** For keys that are made of what the server says, which may know more words than this page. */
  knows(key: string): key is MessageKey {
    return Object.hasOwn(this.messages, key);
  }

  /** @throws FormatError where the message names a value that is not given */
  say(key: MessageKey, values?: Values): string {
    const message = this.messages[key];
    if (message === undefined) return key;
    const format = this.#formats.get(key) ?? new IntlMessageFormat(read(message), this.locale);
    this.#formats.set(key, format);
    return String(format.format(values));
  }
}

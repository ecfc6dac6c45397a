import { uuidv7 } from 'uuidv7';
import type { ChatAuthor, ChatMessage } from '#libs/contracts';
import { markedText, microseconds } from '../crowd/marked-text.js';
import type { Voice } from './voice.js';

const author: ChatAuthor = { id: uuidv7(), name: 'Amina', role: null, simulated: false };

function aMessage(number: number, textBytes: number): ChatMessage {
  return {
    type: 'chat.message',
    message: uuidv7(),
    author,
    lang: 'en',
    text: markedText({ number, sentAt: microseconds() }, textBytes),
    replyTo: null,
    at: new Date().toISOString(),
  };
}

export interface Pace {
  /** Messages a second. */
  perSecond: number;
  /** Size of each message's text. */
  textBytes: number;
}

/** Speaks at an even pace, whether or not the others keep up. */
export class Speaker {
  #published = 0;
  #failed = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly voice: Voice) {}

  start({ perSecond, textBytes }: Pace): void {
    const everyMs = 1000 / perSecond;
    let due = performance.now();
    const speak = () => {
      for (; due <= performance.now(); due += everyMs) this.#say(textBytes);
      this.#timer = setTimeout(speak, due - performance.now());
    };
    speak();
  }

  /** How many messages were said, in all. */
  stop(): { published: number; failed: number } {
    clearTimeout(this.#timer);
    return { published: this.#published, failed: this.#failed };
  }

  #say(textBytes: number): void {
    this.voice.say(aMessage(++this.#published, textBytes)).catch(() => this.#failed++);
  }
}

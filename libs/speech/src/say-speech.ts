import { Injectable } from '@nestjs/common';
import { IngestCaption } from '#libs/captions';
import { type Actor, DomainError, type SayCaption } from '#libs/contracts';
import { namedUuid } from '#libs/platform';
import type { Speech } from './hear-audio.js';
import { Recognise } from './recognise.js';
import type { Memory, SpeechStream } from './speech-stream.js';
import { cutText } from './text/cut-text.js';
import { withoutLoops } from './text/repetition-guard.js';

/** Most that a partial may show; a segment that goes on is no essay. Code points. */
const longestPartial = 500;
/** Partials of a stream are at least this far apart: four a second. */
const partialEveryMs = 250;
/** Before this much was said there is nothing to show. */
const firstGlanceMs = 300;

type Speaking = { stream: SpeechStream; actor: Actor; signal: AbortSignal };

/** Speech becomes captions: recognised, guarded, cut, and said. The ids of segments come from their place, not chance. */
@Injectable()
export class SaySpeech {
  constructor(
    private readonly recognise: Recognise,
    private readonly captions: IngestCaption,
  ) {}

  /** A stretch of speech that is over. Saying it again, in another process, says nothing twice. */
  async final({ stream, actor, signal }: Speaking, speech: Speech, memory: Memory): Promise<Memory> {
    const pieces = await this.recognise.speech(speech, memory.lang, signal);
    let { said } = memory;
    const sentences = cutText(pieces ?? [], memory.lang).flatMap((sentence) => {
      const guarded = withoutLoops(sentence.text, said);
      ({ said } = guarded);
      return guarded.text === '' ? [] : [{ ...sentence, text: guarded.text }];
    });
    // what viewers read already stays, also when the recogniser thinks better of it or fails
    if (sentences.length === 0 && memory.partial !== null)
      sentences.push({ text: memory.partial.text, t0: speech.t0, t1: speech.t1 });
    for (const [index, { text, t0, t1 }] of sentences.entries())
      await this.#say(stream, actor, {
        segment: segmentId(stream.id, memory.utterance, index),
        lang: memory.lang,
        text,
        state: 'final',
        t0,
        t1: Math.max(t0, t1),
      });
    const trouble = pieces === null ? 'engine' : memory.trouble === 'engine' ? null : memory.trouble;
    return { ...memory, said, trouble, partial: null, utterance: memory.utterance + 1 };
  }

  /** Speech that goes on. It is looked at when nothing else waits, so the latest wins. */
  async partial({ stream, actor, signal }: Speaking, speech: Speech, memory: Memory): Promise<Memory> {
    const now = Date.now();
    if (speech.voicedMs < firstGlanceMs || now - (memory.partial?.at ?? 0) < partialEveryMs) return memory;
    const pieces = await this.recognise.glance(speech, memory.lang, signal);
    const heard = (pieces ?? []).map(({ text }) => text).join(' ');
    const text = [...withoutLoops(heard, memory.said).text].slice(0, longestPartial).join('').trim();
    if (text === '' || text === memory.partial?.text) return memory;
    const segment = segmentId(stream.id, memory.utterance, 0);
    const { t0, t1 } = speech;
    await this.#say(stream, actor, { segment, lang: memory.lang, text, state: 'partial', t0, t1 });
    return { ...memory, partial: { text, at: now } };
  }

  /** A segment that is closed was said by whoever held the stream before. */
  async #say(stream: SpeechStream, actor: Actor, caption: SayCaption): Promise<void> {
    try {
      await this.captions.say(actor, stream.sessionId, caption, this.recognise.engine);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'caption.segment-closed') throw error;
    }
  }
}

const segmentId = (stream: string, utterance: number, index: number) =>
  namedUuid(`speech/${stream}/${utterance}/${index}`);

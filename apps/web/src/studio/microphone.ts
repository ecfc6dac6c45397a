import { signal } from '@preact/signals';
import { ApiProblem, endSpeech, speechChunk } from '#libs/client';
import type { TakenChunk } from '#libs/contracts';
import type { WatchRoom } from '../watch/watch-room.js';
import { mediaTime } from './say.js';

const format = 'audio/webm;codecs=opus';
/** Bits a second: more than a voice needs, less than any network has. */
const quality = 32_000;
const chunkMs = 1000;
/** Chunks that may wait for the network; what is older is of no use live. */
const mostWaiting = 10;
const patienceMs = 1000;

export type MicTrouble = TakenChunk['trouble'] | 'blocked' | 'lost';

/** The host's microphone: recorded here, sent a second at a time, recognised by the house. */
export class Microphone {
  readonly on = signal(false);
  /** From 0 to 1. */
  readonly level = signal(0);
  readonly trouble = signal<MicTrouble>(null);
  readonly lang;
  private readonly waiting: { seq: number; t0: number; audio: Blob }[] = [];
  private sending = false;
  private seq = 0;
  private stream = '';
  /** Whether the last chunk was recorded: it comes after `stop`. */
  private recorded = false;
  private recorder: MediaRecorder | undefined;
  private quieten = () => {};

  constructor(private readonly room: WatchRoom) {
    this.lang = signal(room.info.value.sourceLang);
  }

  async start(): Promise<void> {
    if (this.on.value) return;
    this.trouble.value = null;
    const sound = await openSound();
    if (sound === null) {
      this.trouble.value = 'blocked';
      return;
    }
    this.stream = crypto.randomUUID();
    this.seq = 0;
    this.recorded = false;
    this.on.value = true;
    const stopLevel = watchLevel(sound, (level) => {
      this.level.value = level;
    });
    this.quieten = () => {
      stopLevel();
      for (const track of sound.getTracks()) track.stop();
    };
    this.record(sound);
  }

  stop(): void {
    if (!this.on.value) return;
    this.on.value = false;
    this.level.value = 0;
    this.recorder?.stop();
    this.quieten();
  }

  /** A recording of its own: after a hole in the old one, only a new beginning is understood. */
  private record(sound: MediaStream): void {
    const recorder = new MediaRecorder(sound, { mimeType: format, audioBitsPerSecond: quality });
    recorder.ondataavailable = ({ data }) => {
      if (data.size > 0) this.take(data, sound);
    };
    recorder.onstop = () => {
      this.recorded = !this.on.value;
      void this.send();
    };
    recorder.start(chunkMs);
    this.recorder = recorder;
  }

  private take(audio: Blob, sound: MediaStream): void {
    const t0 = Math.max(0, mediaTime(this.room) - chunkMs);
    this.waiting.push({ seq: this.seq++, t0, audio });
    if (this.waiting.length > mostWaiting && this.on.value) {
      this.trouble.value = 'lost';
      // the first of them may be under way already
      this.waiting.splice(1);
      if (this.recorder) this.recorder.ondataavailable = null;
      this.recorder?.stop();
      this.record(sound);
    }
    void this.send();
  }

  /** One at a time and in order, each until it is taken or can not be. */
  private async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    for (let chunk = this.waiting[0]; chunk !== undefined; chunk = this.waiting[0]) {
      if (await this.deliver(chunk)) this.waiting.shift();
      else await new Promise((resolve) => setTimeout(resolve, patienceMs));
    }
    this.sending = false;
    if (this.recorded) await this.end();
  }

  private async deliver({ seq, t0, audio }: { seq: number; t0: number; audio: Blob }): Promise<boolean> {
    const { person, info } = this.room;
    try {
      const chunk = { lang: this.lang.value, t0, audio: new Blob([audio], { type: 'audio/webm' }) };
      const { trouble } = await person.me.send(speechChunk(info.value.id, this.stream, seq, chunk));
      if (this.on.value) this.trouble.value = trouble;
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.problem.retryable) {
        this.trouble.value = 'lost';
        return !this.on.value;
      }
      this.stop();
      this.trouble.value = 'audio';
      return true;
    }
  }

  private async end(): Promise<void> {
    const { stream } = this;
    this.stream = '';
    if (stream === '') return;
    await this.room.person.me.send(endSpeech(this.room.info.value.id, stream)).catch(() => {
      // the house ends by itself what nobody goes on with
    });
  }
}

/** Null when there is no microphone, or the person or the browser says no. */
async function openSound(): Promise<MediaStream | null> {
  if (!('mediaDevices' in navigator) || !MediaRecorder.isTypeSupported(format)) return null;
  return navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } }).catch(() => null);
}

/** @returns what stops it */
function watchLevel(sound: MediaStream, tell: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(sound).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    // from -60 dB to -10 dB, where voices are
    tell(Math.min(1, Math.max(0, (10 * Math.log10(power + 1e-9) + 60) / 50)));
  }, 100);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}

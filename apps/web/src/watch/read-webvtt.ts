export interface Cue {
  id: string;
  /** From the start of the session, in milliseconds. */
  t0: number;
  text: string;
}

const TIMING = /^(?:(\d+):)?(\d\d):(\d\d)\.(\d{3}) --> /;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', lrm: '', rlm: '' };

/** The cues of a WebVTT file (https://www.w3.org/TR/webvtt1/) as our own archive writes it: one id, one timing, text. */
export function readWebVtt(file: string): Cue[] {
  return file.split(/\r?\n(?:\r?\n)+/).flatMap((block): Cue[] => {
    const [id, timing, ...lines] = block.split(/\r?\n/);
    const at = TIMING.exec(timing ?? '');
    if (id === undefined || at === null) return [];
    const [hours, minutes, seconds, milliseconds] = at.slice(1).map((part) => Number(part ?? 0));
    const t0 = (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000 + (milliseconds ?? 0);
    return [{ id, t0, text: plain(lines.join('\n').trimEnd()) }];
  });
}

const plain = (text: string): string =>
  text.replace(/<[^>]*>/g, '').replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);

import { describe, expect, it } from '@jest/globals';
import { readWebVtt } from './read-webvtt.js';

describe('reading the transcript of a session', () => {
  it('gives each cue with its segment, its time and its text', () => {
    const file =
      'WEBVTT\n\nNOTE Language: en\n\none\n00:00:01.500 --> 00:00:02.000\nMuraho\n\ntwo\n01:02:03.004 --> 01:02:04.000\nTwo\nlines\n';
    expect(readWebVtt(file)).toEqual([
      { id: 'one', t0: 1500, text: 'Muraho' },
      { id: 'two', t0: 3_723_004, text: 'Two\nlines' },
    ]);
  });

  it('gives text as it is read, without markup and character references', () => {
    expect(readWebVtt('WEBVTT\n\na\n00:01.000 --> 00:02.000\n<i>tea</i> &amp; coffee &lt;3\n')[0]?.text).toBe(
      'tea & coffee <3',
    );
  });

  it('passes over notes and whatever is no cue', () => {
    expect(readWebVtt('WEBVTT\n\nNOTE\nnothing to see\n\nloose text')).toEqual([]);
  });
});

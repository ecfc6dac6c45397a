import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

type TextNode = { type: 'text'; value: string };
type Tree = TextNode | { type: string; children: Tree[] };
type Parsed = {
  cues: { id: string; startTime: number; endTime: number; tree: Tree }[];
  errors: { message: string; line: number }[];
};
type Validator = new (entities: unknown) => { parse(file: string, kind: 'subtitles/captions/descriptions'): Parsed };

const { WebVTTParser } = require('webvtt-parser') as { WebVTTParser: Validator };
const entities: unknown = require('webvtt-parser/html-entities.json');

/** A cue as a player shows it; times in milliseconds. */
export type ShownCue = { id: string; t0: number; t1: number; text: string };

/** What the W3C's validator reads in a WebVTT file, and what it holds against it. */
export function validated(file: string): { cues: ShownCue[]; complaints: string[] } {
  const { cues, errors } = new WebVTTParser(entities).parse(file, 'subtitles/captions/descriptions');
  return {
    cues: cues.map(({ id, startTime, endTime, tree }) => ({
      id,
      t0: ms(startTime),
      t1: ms(endTime),
      text: textOf(tree),
    })),
    complaints: errors.map(({ message, line }) => `line ${line}: ${message}`),
  };
}

const ms = (seconds: number) => Math.round(seconds * 1000);
const isText = (node: Tree): node is TextNode => node.type === 'text';
const textOf = (node: Tree): string => (isText(node) ? node.value : node.children.map(textOf).join(''));

import { describe, expect, it } from '@jest/globals';
import { TermMatcher } from './term-matcher.js';

const found = (text: string, language: string, ...sources: string[]) =>
  TermMatcher.of(sources.map((source) => ({ source, target: source })))
    .find(text, language)
    .map(({ start, end }) => text.slice(start, end));

describe('finding terms', () => {
  it('takes the longest that begins first', () => {
    expect(found('Our mountain black tea is a black tea', 'en', 'tea', 'black tea', 'Mountain black tea')).toEqual([
      'mountain black tea',
      'black tea',
    ]);
  });

  it('takes whole words', () => {
    expect(found('The team steals tea, tea-pots and Tea!', 'en', 'tea')).toEqual(['tea', 'tea', 'Tea']);
  });

  it('finds a shorter term inside of what was no whole word', () => {
    expect(found('black teapot', 'en', 'black tea', 'black')).toEqual([]);
    expect(found('the black teapot', 'en', 'black tea', 'teapot')).toEqual(['teapot']);
  });

  it('tells a name from the everyday word', () => {
    expect(found('a china cup from China, CHINA', 'en', 'China')).toEqual(['China', 'CHINA']);
    expect(found('it is an IT job', 'en', 'IT')).toEqual(['IT']);
  });

  it('finds words where none are separated', () => {
    expect(found('我们的茶叶和云南普洱茶都很好', 'zh', '云南普洱茶', '茶')).toEqual(['云南普洱茶']);
    expect(found('这是茶', 'zh', '茶')).toEqual(['茶']);
    expect(found('นี่คือชาเขียวจากรวันดา', 'th', 'ชาเขียว')).toEqual(['ชาเขียว']);
    expect(found('녹차는 맛있어요', 'ko', '녹차')).toEqual(['녹차']);
    expect(found('新しいSilk Tea茶です', 'ja', 'Silk Tea')).toEqual(['Silk Tea']);
  });

  it('takes every sign for itself', () => {
    expect(found('SKU-12 and TEA-1/4 are left', 'en', 'SKU-12', 'TEA-1/4')).toEqual(['SKU-12', 'TEA-1/4']);
    expect(found('C++ (new) costs $5 [A|B]', 'en', 'C++', '(new)', '[A|B]')).toEqual(['C++', '(new)', '[A|B]']);
  });
});

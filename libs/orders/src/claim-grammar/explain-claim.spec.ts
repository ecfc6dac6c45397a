import { describe, expect, it } from '@jest/globals';
import { explainClaim, parseClaim } from './index.js';
import { allMessages } from './messages/all-messages.js';
import { lineUp, maxPerBuyer } from './messages/message-table.js';

const context = { lang: 'en', items: lineUp, maxPerBuyer };

describe('the explanation of a message', () => {
  it('decides as the claim itself does, for every message of the tables', () => {
    for (const { language, outcomes, chat } of allMessages) {
      for (const message of [...outcomes.map(([text]) => text), ...chat]) {
        const own = { ...context, lang: language };
        expect(explainClaim(message, own)).toMatchObject(parseClaim(message, own));
      }
    }
  });

  it.each([
    ['sold B2 red x2', 'claim + item B2 + variant red + number 2'],
    ['+1', 'plus 1'],
    ['cancel A1', 'cancel + item A1'],
    ['how much is A1?', 'question'],
    ['sold B2', 'variant-missing'],
  ])('%s: %s', (message, why) => {
    expect(explainClaim(message, context).why).toBe(why);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { ClaimOutcome, Hold, WaitingPlace } from '#libs/contracts';
import { claimText, type Teller, toneOf } from './claim-text.js';
import { phrasesFor } from './messages.js';
import { watchWords } from './messages/watch/words.js';

const phrases = await phrasesFor('en', [watchWords]);

const teller: Teller = {
  t: (key, values) => phrases.say(key, values),
  item: ({ variantName }) => variantName,
  title: (code) => code ?? '',
};
const hold = { qty: 2, variantName: 'Tin', reserved: true } as Hold;
const waiting = { qty: 3, variantName: 'Tin', drawsAt: null } as WaitingPlace;

describe('what became of a claim', () => {
  it.each([
    [{ outcome: 'HELD', hold }, 'Reserved: 2 × Tin', 'good'],
    [{ outcome: 'HELD', hold: { ...hold, reserved: false } }, 'In your basket: Tin', 'good'],
    [{ outcome: 'PARTIAL', hold, waiting }, 'Reserved: 2 × Tin. 3 more: you are in line.', 'good'],
    [{ outcome: 'WAITLISTED', waiting }, 'You are in line for 3 × Tin.', 'good'],
    [{ outcome: 'WAITLISTED', waiting: { ...waiting, drawsAt: 'soon' } }, 'You are in the draw', 'good'],
    [{ outcome: 'DUPLICATE', hold: null, waiting }, 'You are in line for 3 × Tin.', 'good'],
    [{ outcome: 'ASKED', reason: 'variant-missing' }, 'Which one?', 'asks'],
    [{ outcome: 'REJECTED', reason: 'out-of-stock', code: 'A1' }, 'Sorry, A1 is sold out.', 'bad'],
  ])('is told: %j', (outcome, text, tone) => {
    expect([claimText(outcome as ClaimOutcome, teller), toneOf(outcome as ClaimOutcome)]).toEqual([text, tone]);
  });
});

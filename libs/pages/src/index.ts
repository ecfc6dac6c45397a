export { readAmount, writeAmount } from './amounts.js';
export { type Basket, basketsOf } from './baskets.js';
export { claimText, type Teller, toneOf } from './claim-text.js';
export { errorWord } from './error-words.js';
export { firstReadable } from './first-readable.js';
export { Formats } from './formats.js';
export { type Held, itemName, titleOf } from './item-name.js';
export { countryName, languageName, ownName } from './language-names.js';
export { imageAlt, listingText, listingTitle, variantName } from './localised.js';
export { type AreaWords, directionOf, interfaceLanguages, type MessageKey, phrasesFor } from './messages.js';
export { consoleWords } from './messages/console/words.js';
export { goodsWords } from './messages/goods/words.js';
export { homeWords } from './messages/home/words.js';
export { liteWords } from './messages/lite/words.js';
export { operateWords } from './messages/operate/words.js';
export { payWords } from './messages/pay/words.js';
export { planWords } from './messages/plan/words.js';
export { staffWords } from './messages/staff/words.js';
export { studioWords } from './messages/studio/words.js';
export { tradeWords } from './messages/trade/words.js';
export { watchWords } from './messages/watch/words.js';
export { askable, orderPath } from './order-path.js';
export { awaitedWord, type End, endOf, endWords } from './payment-end.js';
export { type Phrases, type Values } from './phrases.js';
export {
  draftOf,
  type Faults,
  isBlank,
  readShipping,
  type ShippingDraft,
  type ShippingField,
} from './shipping-draft.js';
export { countriesIn, shippingRows } from './shipping-rows.js';
export { isScarce, stockWord, wayIn } from './way-in.js';

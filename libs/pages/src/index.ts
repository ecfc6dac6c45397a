export { firstReadable } from './first-readable.js';
export { Formats } from './formats.js';
export { countryName, languageName, ownName } from './language-names.js';
export { listingText, listingTitle, variantName } from './localised.js';
export {
  directionOf,
  english,
  fillIn,
  interfaceLanguages,
  isMessageKey,
  type MessageKey,
  type Messages,
  messagesFor,
  type Values,
} from './messages.js';
export {
  draftOf,
  type Faults,
  isBlank,
  readShipping,
  type ShippingDraft,
  type ShippingField,
} from './shipping-draft.js';

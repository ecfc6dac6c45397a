/** What is said in the bench, and into what it is translated. */
export const languages = ['fr', 'es', 'pt', 'ru', 'ar', 'zh-Hans', 'sw', 'rw', 'hi', 'vi', 'th', 'id'] as const;

/** How an engine tells a caption from chat. */
export const finalMark = 'Said: ';

// Without a number in words: the engine gives back what it gets, and would be asked again for losing it.
const sentences = [
  'this tea grows on the hills above the lake',
  'we pick only the leaves that are still light green',
  'the water should not boil, let it rest a little',
  'my grandmother dried the leaves in the sun',
  'such a box lasts a whole family until the next harvest',
];

/** A caption of its own: no cache knows it. */
export const aFinal = (n: number): string => `${finalMark}${sentences[n % sentences.length]}, harvest ${n}.`;

/** A chat message of its own. */
export const aMessage = (n: number): string => `Hello from viewer ${n}, how long is the way to the sea?`;

/** What a crowd writes again and again. */
export const aUsualMessage = (n: number): string => `${sentences[n % sentences.length]} number ${n % 10}?`;

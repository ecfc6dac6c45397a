import { parseClaim } from '../../../libs/orders/src/claim-grammar/index.js';
import { allMessages } from '../../../libs/orders/src/claim-grammar/messages/all-messages.js';
import { lineUp, maxPerBuyer } from '../../../libs/orders/src/claim-grammar/messages/message-table.js';
import type { Cell } from './bench.js';

/** Every message of the tables, orders and talk, in the language of its table. */
const messages = allMessages.flatMap(({ language, outcomes, chat }) =>
  [...outcomes.map(([message]) => message), ...chat].map((text) => ({ text, lang: language })),
);

/** What it costs a process to see whether a message of the chat is an order, in microseconds of CPU. */
export const readingMessages =
  (rounds: number): Cell =>
  async ({ print, note }) => {
    readAll();
    const costs = Array.from({ length: rounds }, () => {
      const before = process.cpuUsage();
      readAll();
      return process.cpuUsage(before).user / messages.length;
    }).sort((a, b) => a - b);
    const median = costs[Math.floor(costs.length / 2)] as number;
    print(`${messages.length} messages read ${rounds} times: ${median.toFixed(1)} µs of CPU each`);
    note({ 'cpuMicrosecondsPerMessage.grammar': median });
  };

function readAll(): void {
  for (const { text, lang } of messages) parseClaim(text, { lang, items: lineUp, maxPerBuyer });
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { answer } from './processes/commands.js';
import { finalMark, languages } from './translation/script.js';

type Asked = { type: string; data?: { texts: string[]; to: string } };

/** `finals`: how many of the texts were captions, `finalCalls`: how many calls had any. */
export type EngineTotals = { calls: number; texts: number; finals: number; finalCalls: number };

const none: EngineTotals = { calls: 0, texts: 0, finals: 0, finalCalls: 0 };
let totals = { ...none };
let latencyMs = 0;

const pairs = languages.map((target) => ({ source: 'en', target }));

const server = createServer((request, response) => {
  const reply = (body: object) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { data } = JSON.parse(Buffer.concat(chunks).toString()) as Asked;
    if (data === undefined) return reply({ pairs });
    const { texts, to } = data;
    const finals = texts.filter((text) => text.startsWith(finalMark)).length;
    totals = {
      calls: totals.calls + 1,
      texts: totals.texts + texts.length,
      finals: totals.finals + finals,
      finalCalls: totals.finalCalls + Math.sign(finals),
    };
    const translated = () => reply({ translations: texts.map((text) => `${text} (${to})`) });
    if (latencyMs === 0) translated();
    else void pause(latencyMs).then(translated);
  });
});

/** An operator's own engine behind the webhook: it takes as long as it is told to, however many texts it is given. */
const commands = {
  open: () =>
    new Promise<string>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    }),
  begin({ latencyMs: latency }: { latencyMs: number }) {
    latencyMs = latency;
    totals = { ...none };
  },
  totals: () => totals,
};
export type EngineCommands = typeof commands;

answer(commands);

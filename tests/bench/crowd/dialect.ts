import { randomUUID } from 'node:crypto';
import type { Positions } from '#libs/contracts';
import { realtimeProtocol } from '#libs/contracts';
import { textFrame } from './client-frames.js';

/** Where a viewer goes, and what is spoken there. */
export interface Stage {
  port: number;
  /** Of the URL, with its query. */
  path: string;
  dialect: DialectName;
}

/** What a viewer knows that comes back. */
export interface Memory {
  /** As the last welcome told them. */
  heads: Positions;
  lastNumber: number;
}

interface Dialect {
  protocol: string | null;
  /** What a viewer says first, once the upgrade was granted. */
  opening: (memory: Memory | null) => Buffer | null;
  /** Occurs in what the server says when it has let the viewer in. */
  letIn: RegExp;
}

const endOfUpgrade = '\r\n\r\n';

export const dialects = {
  silkcast: {
    protocol: realtimeProtocol,
    opening: (memory) => textFrame(JSON.stringify({ cmd: 'hello', id: '1', data: { lang: 'en', ...since(memory) } })),
    letIn: /"type":"welcome".*"resumed":(?:true|false)/s,
  },
  'naive-ws': { protocol: null, opening: () => null, letIn: /\r\n\r\n/ },
  // Engine.IO 4 carries Socket.IO: 4 is a message, 0 in it asks to enter the main namespace
  'socket-io': { protocol: null, opening: () => textFrame('40'), letIn: /40\{"sid"/ },
} as const satisfies Record<string, Dialect>;
export type DialectName = keyof typeof dialects;

export const dialectOf = ({ dialect }: Stage): Dialect => dialects[dialect];

export function upgradeRequest({ port, path, dialect }: Stage): string {
  const { protocol } = dialects[dialect];
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${Buffer.from(randomUUID().slice(0, 16)).toString('base64')}`,
    ...(protocol === null ? [] : [`Sec-WebSocket-Protocol: ${protocol}`]),
  ];
  return lines.join('\r\n') + endOfUpgrade;
}

export const hasUpgraded = (said: string): boolean => said.includes(endOfUpgrade);

/** The heads that a welcome names, and whether it resumes. */
export function readWelcome(said: string): { heads: Positions; resumed: boolean } | null {
  const heads = /"heads":(\{"epoch":"[^"]*","seqs":\{[^}]*\}\})/.exec(said)?.[1];
  return heads === undefined
    ? null
    : { heads: JSON.parse(heads) as Positions, resumed: said.includes('"resumed":true') };
}

// the bench numbers its messages as the chat channel of a fresh session does
const since = (memory: Memory | null) =>
  memory && { since: { ...memory.heads, seqs: { ...memory.heads.seqs, chat: memory.lastNumber } } };

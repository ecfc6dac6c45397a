import {
  audienceChannels,
  type Audience,
  type Channel,
  type ChatHistoryItem,
  type ClaimOutcome,
  type LogEntry,
  type Positions,
  type ServerMessage,
  type Welcome,
} from '#libs/contracts';
import { LogPositions } from './log-positions.js';
import type { UnknownEvent } from './server-frames.js';
import {
  applyAudience,
  applyEntry,
  applyHistory,
  applyOutcome,
  applyWelcome,
  emptySession,
  type SessionState,
} from './session-state.js';

/** Early events are numbered between two entries: more than ever come in one life of a client. */
const mostEarly = 1e6;

/** The state of a session here, and how far into its log it reaches. */
export class SessionReplica {
  private readonly positions = new LogPositions();
  private session: SessionState = emptySession;
  private earlyCount = 0;

  get state(): SessionState {
    return this.session;
  }

  get since(): Positions | undefined {
    return this.positions.since;
  }

  welcome(welcome: Welcome): void {
    this.positions.start(welcome.heads, welcome.resumed);
    this.session = applyWelcome(this.session, welcome);
  }

  /**
   * @returns `gap` when entries before this one are missing. It is in the state then, and comes again once the log is
   * asked for everything after `since`.
   */
  read(entry: LogEntry | UnknownEvent['entry']): 'new' | 'duplicate' | 'gap' {
    const arrival = this.positions.arrive(entry.channel, entry.epoch, entry.seq);
    if (arrival === 'duplicate') return 'duplicate';
    if ('event' in entry) this.session = applyEntry(this.session, entry);
    return arrival === 'gap' ? 'gap' : 'new';
  }

  /** It stands behind all that has a number, until it comes again with its own. */
  early({ channel, id, event }: Omit<Extract<ServerMessage, { type: 'early' }>, 'type'>): void {
    const { epoch } = this.session;
    if (epoch === null) return;
    const seq = (this.since?.seqs[channel] ?? 0) + ++this.earlyCount / mostEarly;
    const at = new Date().toISOString();
    this.session = applyEntry(this.session, { channel: channel as Channel, epoch, seq, id, at, event });
  }

  audience(audience: Audience): void {
    this.session = applyAudience(this.session, audience);
  }

  history(items: readonly ChatHistoryItem[]): void {
    this.session = applyHistory(this.session, items);
  }

  outcome(outcome: ClaimOutcome, message: string | null): void {
    this.session = applyOutcome(this.session, outcome, message);
  }

  /** Another language or another person: the channels of the old ones are no longer read. */
  turnTo(lang: string): void {
    this.positions.keepOnly((channel) => audienceChannels(lang).includes(channel));
  }
}

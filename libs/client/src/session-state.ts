import type {
  Account,
  Audience,
  ChatHistoryItem,
  ClaimOutcome,
  LogEntry,
  SessionRole,
  SessionSnapshot,
  Welcome,
} from '#libs/contracts';
import { channels } from '#libs/contracts';
import { type CaptionState, withCaption } from './caption-state.js';
import { type ChatState, emptyChat, withHistory, withMessage, withRemoved, withTranslation } from './chat-state.js';
import { type RoomState, roomOf, withControl } from './room-state.js';
import { emptyViewer, type ViewerState, withMine, withOutcome, withViewerEvent } from './viewer-state.js';

/**
 * What a viewer knows of a session: a pure function of the welcome and of the set of entries since. Entries may arrive
 * late, twice and in any order.
 */
export interface SessionState {
  readonly epoch: string | null;
  /** The language that the server serves. */
  readonly lang: string | null;
  readonly you: (Account & { role: SessionRole | null }) | null;
  readonly room: RoomState | null;
  readonly captions: CaptionState;
  readonly chat: ChatState;
  readonly viewer: ViewerState;
  readonly audience: Audience;
}

export const emptySession: SessionState = {
  epoch: null,
  lang: null,
  you: null,
  room: null,
  captions: new Map(),
  chat: emptyChat,
  viewer: emptyViewer,
  audience: { viewers: 0, byLanguage: {}, byCountry: {} },
};

/** What a snapshot that was read over HTTP shows, until the first welcome. */
export const previewOf = (snapshot: SessionSnapshot): SessionState => ({
  ...emptySession,
  room: roomOf(snapshot, 0),
  audience: snapshot.audience,
});

/** Captions and chat stay over a welcome: their keys hold in every epoch of the log. Positions do not. */
export function applyWelcome(state: SessionState, welcome: Welcome): SessionState {
  const { epoch, seqs } = welcome.heads;
  const sameLog = state.epoch === epoch;
  const sameViewer = sameLog && state.you?.id === welcome.you?.id;
  const viewerHead = welcome.you === null ? 0 : (seqs[channels.viewer(welcome.you.id)] ?? 0);
  return {
    ...state,
    epoch,
    lang: welcome.lang,
    you: welcome.you,
    audience: welcome.snapshot.audience,
    room: roomOf(welcome.snapshot, seqs[channels.control] ?? 0, sameLog ? (state.room ?? undefined) : undefined),
    viewer: withMine(sameViewer ? state.viewer : emptyViewer, welcome, viewerHead),
  };
}

export function applyEntry(state: SessionState, { epoch, seq, event }: LogEntry): SessionState {
  const positionHolds = epoch === state.epoch;
  switch (event.type) {
    case 'caption':
      return { ...state, captions: withCaption(state.captions, event) };
    case 'chat.message':
      return { ...state, chat: withMessage(state.chat, event) };
    case 'chat.translation':
      return { ...state, chat: withTranslation(state.chat, event) };
    case 'chat.removed':
      return { ...state, chat: withRemoved(state.chat, event.message) };
    case 'claim.decided':
    case 'hold.changed':
    case 'hold.reminder':
    case 'waitlist.changed':
    case 'order.changed':
    case 'payment.changed':
      return positionHolds ? { ...state, viewer: withViewerEvent(state.viewer, seq, event) } : state;
    case 'session.started':
    case 'session.ended':
    case 'session.changed':
    case 'session.cancelled':
    case 'line-up.changed':
    case 'item.pinned':
    case 'offer.opened':
    case 'offer.closed':
    case 'offer.window-closed':
    case 'offer.drawn':
    case 'stock.changed':
    case 'language.status':
    case 'chat.slow-mode':
    case 'video.changed':
      return positionHolds && state.room ? { ...state, room: withControl(state.room, seq, event) } : state;
    default:
      return event satisfies never;
  }
}

export const applyHistory = (state: SessionState, items: readonly ChatHistoryItem[]): SessionState => ({
  ...state,
  chat: withHistory(state.chat, items),
});

/** What the answer to a command said of a claim: the log says the same, sooner or later. */
export const applyOutcome = (state: SessionState, outcome: ClaimOutcome, message: string | null): SessionState => ({
  ...state,
  viewer: withOutcome(state.viewer, outcome, message),
});

export const applyAudience = (state: SessionState, audience: Audience): SessionState => ({ ...state, audience });

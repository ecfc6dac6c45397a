import { SilkcastClient } from '#libs/client';
import { BrowserTokenStore } from './browser-token-store.js';

/** Viewers' guest tokens and the tokens of people who sign in are kept apart: one browser may hold both. */
export const viewer = new SilkcastClient({ apiUrl: '', WebSocket, tokens: new BrowserTokenStore('silkcast.viewer') });
export const staff = new SilkcastClient({ apiUrl: '', WebSocket, tokens: new BrowserTokenStore('silkcast.staff') });

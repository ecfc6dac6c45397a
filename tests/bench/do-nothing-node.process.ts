import 'reflect-metadata';
import { DatabaseModule } from '#libs/database';
import { PlaceClaim } from '#libs/orders';
import { loadSettings, PlatformModule, serve } from '#libs/platform';
import { QueueModule } from '#libs/queue';
import { SessionLogModule } from '#libs/session-log';
import { prepareRealtime, RealtimeModule } from '../../apps/realtime/src/index.js';
import { answer } from './processes/commands.js';
import { doNothing } from './yardsticks/do-nothing.js';

// A realtime node as it is, gateway, joins, frames, limits of a connection and all, whose claims are not decided.
const settings = loadSettings();
const serving = serve(
  'realtime',
  settings,
  () => [PlatformModule.with(settings), DatabaseModule, SessionLogModule, QueueModule, RealtimeModule],
  (app) => {
    prepareRealtime(app, settings);
    const handler = app.get(PlaceClaim, { strict: false });
    handler.place = (_actor, sessionId, claim) => doNothing(sessionId, '', claim);
  },
);

const commands = { ready: () => serving.then(() => null) };
export type DoNothingNodeCommands = typeof commands;

answer(commands);

import { z } from 'zod';
import { houseSettings } from './settings/house.js';
import { limitSettings } from './settings/limits.js';
import { mediaSettings } from './settings/media.js';
import { paymentSettings } from './settings/payment.js';
import { sessionSettings } from './settings/session.js';
import { translationSettings } from './settings/translation.js';
import { onOff } from './settings/values.js';

/**
 * Every setting, with its default and a sentence. `.env.example` and the settings page are generated from this.
 * With neither DATABASE_URL nor REDIS_URL the house runs standalone; with both it runs scaled.
 */
export const Settings = z.object({
  ...houseSettings,
  ...limitSettings,
  ...sessionSettings,
  ...translationSettings,
  ...mediaSettings,
  ...paymentSettings,
  DEMO: onOff('off').describe('Seed a demo into an empty database and keep its session live; standalone turns it on.'),
  DEMO_VIEWERS: onOff('on').describe('Let simulated viewers (marked as such) chat and buy in the demo session.'),
});
export type Settings = z.infer<typeof Settings>;

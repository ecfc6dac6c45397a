import type { Settings } from '../../support/house-process.js';

/** What stops one person from claiming a hundred times a second would stop a bench. Everything else is as usual. */
export const buyingSettings: Settings = {
  CLAIMS_PER_ACCOUNT: '100000',
  CLAIMS_PER_ADDRESS: '1000000',
  CLAIMS_PER_SESSION: '1000000',
  COMMANDS_PER_CONNECTION: '100000',
  JOINS_PER_SECOND: '2000',
  // as the image has it
  NODE_OPTIONS: '--max-semi-space-size=64',
};

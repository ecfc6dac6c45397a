// Lets Node run TypeScript as it is: `node --import ./scripts/typescript.mjs file.ts`.
// The libraries of the house (#libs/…) come compiled from dist/, as they run in production; with `--conditions=source`
// they come from their sources too.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);

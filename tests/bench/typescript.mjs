// Lets Node run the TypeScript of tests/ as it is: `node --import ./tests/bench/typescript.mjs file.ts`.
// The libraries of the house (#libs/…) come compiled from dist/, as they run in production.
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);

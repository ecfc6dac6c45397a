import { z } from 'zod';

// A schema looks, when it is made, whether it may compile code, which the Content Security Policy forbids and reports:
// the entry of each page imports this before everything that makes one.
z.config({ jitless: true });

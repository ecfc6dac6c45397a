import { z } from 'zod';

// A schema looks, when it is made, whether it may compile code, which the Content Security Policy forbids and reports:
// this comes before everything that makes one.
z.config({ jitless: true });

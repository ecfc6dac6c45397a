import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { namedUuid } from './named-uuid.js';

describe('the UUID of a name', () => {
  it('is a UUID of version 5, and never another', () => {
    expect(z.uuid({ version: 'v5' }).safeParse(namedUuid('tea')).success).toBe(true);
    // as Python's uuid.uuid5 has it
    expect(namedUuid('tea')).toBe('811c5d69-3621-5277-b7e6-5d35d3d86ef7');
    expect(namedUuid('tea')).not.toBe(namedUuid('coffee'));
  });
});

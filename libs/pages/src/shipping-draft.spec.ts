import { describe, expect, it } from '@jest/globals';
import { draftOf, readShipping } from './shipping-draft.js';

const typed = { ...draftOf(null), name: 'Amina', street: 'Bibi Titi 4', city: 'Dar es Salaam', country: 'TZ' };

describe('an address that is typed', () => {
  it('reads a phone as people write it, and leaves out what is empty', () => {
    expect(readShipping({ ...typed, phone: '00255 (712) 345-678', note: ' ' })).toEqual({
      shipping: { name: 'Amina', lines: ['Bibi Titi 4'], city: 'Dar es Salaam', country: 'TZ', phone: '+255712345678' },
    });
  });

  it('says of each field what is wrong with it', () => {
    expect(readShipping({ ...draftOf(null), email: 'amina' })).toEqual({
      faults: {
        name: 'invalid.missing',
        street: 'invalid.missing',
        city: 'invalid.missing',
        country: 'invalid.missing',
        email: 'invalid.email',
      },
    });
    expect(readShipping({ ...typed, phone: '0712 345 678' })).toEqual({ faults: { phone: 'invalid.phone' } });
  });

  it('needs a phone number or an e-mail address', () => {
    expect(readShipping(typed)).toEqual({ faults: { phone: 'invalid.contact' } });
  });

  it('comes back into the form as it was', () => {
    const read = readShipping({ ...typed, email: 'amina@example.org' });
    expect('shipping' in read && draftOf(read.shipping)).toEqual({ ...typed, email: 'amina@example.org' });
  });
});

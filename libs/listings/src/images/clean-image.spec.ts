import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aJpeg, aPng, aWebp } from '../../../../tests/support/pictures.js';
import { cleanImage } from './clean-image.js';

const place = 'GPS 2.4419 S 30.0619 E';
const kinds = [
  { type: 'image/png', make: aPng },
  { type: 'image/jpeg', make: aJpeg },
  { type: 'image/webp', make: aWebp },
];

describe('a picture that somebody sends', () => {
  it.each(kinds)(
    'is known by its content, and keeps nothing of what was written beside it ($type)',
    ({ type, make }) => {
      const file = Buffer.concat([make({ beside: place }), Buffer.from(`<script>${place}</script>`)]);
      const image = cleanImage(file);
      expect(file.includes(place)).toBe(true);
      expect(image).toMatchObject({ type, width: 16, height: 8 });
      expect(image?.bytes.includes('GPS')).toBe(false);
      expect(image?.bytes.includes('script')).toBe(false);
      expect(cleanImage(image?.bytes ?? Buffer.alloc(0))).toEqual(image);
    },
  );

  it('stays the way up it was held, which is all that is kept of its EXIF', () => {
    const image = cleanImage(aJpeg({ beside: place, orientation: 6 }));
    expect(image).toMatchObject({ width: 8, height: 16 });
    expect(image?.bytes.includes('GPS')).toBe(false);
    expect(image?.bytes.includes('Exif')).toBe(true);
    expect(cleanImage(image?.bytes ?? Buffer.alloc(0))).toEqual(image);
    expect(cleanImage(aJpeg())?.bytes.includes('Exif')).toBe(false);
  });

  it('is refused when it is none, is cut short, or is larger than viewers should have to draw', () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    expect([svg, Buffer.from('GIF89a'), Buffer.alloc(0)].map(cleanImage)).toEqual([null, null, null]);
    expect(cleanImage(aPng({ width: 4097, height: 1 }))).toBeNull();
    expect(cleanImage(aPng({ width: 4096, height: 1 }))).not.toBeNull();
    for (const { make } of kinds) expect(cleanImage(make().subarray(0, -30))).toBeNull();
    expect(cleanImage(Buffer.concat([aJpeg().subarray(0, -1), Buffer.from([1])]))).toBeNull();
    const damaged = aPng();
    damaged[20] = 99;
    expect(cleanImage(damaged)).toBeNull();
  });

  it('is cleaned or refused, whatever a file holds', () => {
    const spoiled = fc
      .tuple(fc.constantFrom(...kinds), fc.nat(400), fc.nat(255))
      .map(([{ make }, at, byte]) =>
        Buffer.concat([make().subarray(0, at), Buffer.from([byte]), make().subarray(at + 1)]),
      );
    fc.assert(
      fc.property(spoiled, (file) => {
        const image = cleanImage(file);
        expect(image === null || image.bytes.length <= file.length + 40).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

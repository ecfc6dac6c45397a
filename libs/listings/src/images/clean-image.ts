import { maxImageSide } from '#libs/contracts';
import { cleanJpeg, isJpeg } from './clean-jpeg.js';
import { cleanPng, isPng } from './clean-png.js';
import { cleanWebp, isWebp } from './clean-webp.js';
import { BadImage, type Cleaned } from './cleaned.js';

const kinds = [
  { is: isPng, clean: cleanPng },
  { is: isJpeg, clean: cleanJpeg },
  { is: isWebp, clean: cleanWebp },
];

/**
 * What a file shows, by its content alone, without what it tells of its maker: where and when it was taken, with what,
 * by whom. Pixels are not decoded.
 *
 * @returns null when it is no picture that can be taken, or larger than browsers of viewers should have to draw
 */
export function cleanImage(file: Buffer): Cleaned | null {
  try {
    const image = kinds.find(({ is }) => is(file))?.clean(file) ?? null;
    const sides = image === null ? [] : [image.width, image.height];
    return sides.every((side) => side > 0 && side <= maxImageSide) ? image : null;
  } catch (error) {
    if (error instanceof BadImage) return null;
    throw error;
  }
}

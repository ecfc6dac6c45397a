import type { ImageType } from '#libs/contracts';

/** A picture without what cameras and programs wrote beside it. `width` and `height` are pixels, as it is shown. */
export interface Cleaned {
  type: ImageType;
  width: number;
  height: number;
  bytes: Buffer;
}

/** What is wrong with a file: it stays inside this folder. */
export class BadImage extends Error {}

export function need(condition: boolean): asserts condition {
  if (!condition) throw new BadImage();
}

/** Longest side that a page shows a product with, in pixels, on a dense screen. */
const longest = 1600;

/**
 * A picture as viewers need it, drawn anew: upright, no larger than it is shown, and without what its camera wrote beside
 * it.
 */
export async function shrinkImage(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve, reject) => {
    // a browser that writes no WebP writes PNG
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('not drawn'))), 'image/webp', 0.85);
  });
}

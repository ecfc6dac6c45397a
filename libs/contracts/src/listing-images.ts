import { z } from 'zod';
import { LanguageTag } from './language.js';
import { plainText } from './primitives.js';

/** Pictures that are taken, by media type: all that browsers show and none that can hold a script. */
export const imageTypes = { 'image/png': 'image/png', 'image/jpeg': 'image/jpeg', 'image/webp': 'image/webp' } as const;
export type ImageType = keyof typeof imageTypes;
/** Largest file of a picture, in bytes. */
export const maxImageBytes = 2 * 1024 * 1024;
/** Longest side of a picture, in pixels: what a phone's camera makes still fits. */
export const maxImageSide = 4096;
/** Pictures that one listing may have. */
export const maxImages = 8;

/** SHA-256 of a picture as it is served, hex: what is at this address never changes. */
export const ImageId = z.string().regex(/^[0-9a-f]{64}$/);

/** What a picture shows, for those who can not see it, by language tag. */
export const AltText = z.record(LanguageTag, plainText(200));

export const ListingImage = z
  .object({
    id: ImageId,
    url: z.string().meta({ description: 'on the origin of the API' }),
    width: z.int().meta({ description: 'pixels' }),
    height: z.int().meta({ description: 'pixels' }),
    alt: z.record(z.string(), z.string()).meta({ description: 'what it shows, by language tag' }),
  })
  .meta({ id: 'ListingImage' });
export type ListingImage = z.infer<typeof ListingImage>;

export const imageUrl = (id: string): string => `/v1/images/${id}`;

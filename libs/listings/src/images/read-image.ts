import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DomainError } from '#libs/contracts';
import { ImagesStore, type StoredImage } from './images.store.js';

/** Pictures kept in memory, in bytes: everybody in a session asks for the same few at the same moment. */
const maxSize = 32 * 1024 * 1024;

/** Pictures are for everyone to see. */
@Injectable()
export class ReadImage {
  readonly #known = new LRUCache<string, StoredImage>({
    maxSize,
    sizeCalculation: ({ bytes }) => bytes.length,
    // what nobody shows any more is gone within a minute
    ttl: 60_000,
    fetchMethod: async (id) => (await this.store.read(id)) ?? undefined,
  });

  constructor(private readonly store: ImagesStore) {}

  /** @param id SHA-256 of the picture, hex. @throws DomainError `listing.image-not-found` */
  async byId(id: string): Promise<StoredImage> {
    const image = await this.#known.fetch(id);
    if (image === undefined) throw new DomainError('listing.image-not-found');
    return image;
  }
}

import { Controller, Get, Header, Param, Post, StreamableFile } from '@nestjs/common';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, Id, ImageId, Listing } from '#libs/contracts';
import { AddImage, ReadImage } from '#libs/listings';
import { Answers } from '../answers.decorator.js';
import { ImageBody, TakesImage } from './image.decorator.js';

@Controller('v1')
export class ImagesController {
  constructor(
    private readonly adding: AddImage,
    private readonly images: ReadImage,
  ) {}

  /**
   * A PNG, JPEG or WebP of at most 2 MiB and 4096 pixels a side, behind those the listing has. What a camera wrote into
   * it (where and when it was taken, by whom, with what) is not kept.
   */
  @Post('listings/:listing/images')
  @Allow('person', 'api-key')
  @TakesImage()
  @Answers(201, Listing)
  add(
    @Caller() actor: Actor,
    @Param('listing', { schema: Id }) listing: string,
    @ImageBody() file: Buffer,
  ): Promise<Listing> {
    return this.adding.add(actor, listing, file);
  }

  /** What is at this address never changes, and is a picture whatever it holds. */
  @Get('images/:image')
  @Allow('anyone')
  @Header('cache-control', 'public, max-age=31536000, immutable')
  @Header('content-security-policy', "default-src 'none'; sandbox")
  @Header('cross-origin-resource-policy', 'cross-origin')
  @Answers(200, 'image/*')
  async read(@Param('image', { schema: ImageId }) image: string): Promise<StreamableFile> {
    const { type, bytes } = await this.images.byId(image);
    return new StreamableFile(bytes, { type, disposition: 'inline', length: bytes.length });
  }
}

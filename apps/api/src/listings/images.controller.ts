import { Controller, Get, Param, Post, Res, StreamableFile } from '@nestjs/common';
import { Allow, Caller } from '#libs/accounts';
import { type Actor, Id, ImageId, Listing } from '#libs/contracts';
import { AddImage, ReadImage } from '#libs/listings';
import { Answers } from '../answers.decorator.js';
import { ImageBody, TakesImage } from './image.decorator.js';

type Reply = { headers(values: Record<string, string>): unknown };

/** For good, for pages of every origin, and nothing runs in it, whatever it holds. */
const asPicture = {
  'cache-control': 'public, max-age=31536000, immutable',
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'cross-origin',
};

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

  /** What is at this address never changes. */
  @Get('images/:image')
  @Allow('anyone')
  @Answers(200, 'image/*')
  async read(
    @Param('image', { schema: ImageId }) image: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StreamableFile> {
    const { type, bytes } = await this.images.byId(image);
    // not before: that there is no picture must not be kept for good
    reply.headers(asPicture);
    return new StreamableFile(bytes, { type, disposition: 'inline', length: bytes.length });
  }
}

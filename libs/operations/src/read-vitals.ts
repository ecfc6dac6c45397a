import { Injectable } from '@nestjs/common';
import type { HouseVitals } from '#libs/contracts';
import { ProcessBoard, vitalsEveryMs } from '#libs/platform';

/** What the processes of the house tell of themselves. */
@Injectable()
export class ReadVitals {
  constructor(private readonly board: ProcessBoard) {}

  async read(): Promise<HouseVitals> {
    return { everyMs: vitalsEveryMs, processes: await this.board.read() };
  }
}

/** Copies what was appended to the log into the SessionArchive. Any number of them may work side by side. */
export abstract class LogArchiver {
  /** Copies everything that is not in the archive yet. @returns how many entries it looked at */
  abstract archive(): Promise<number>;
}

/** Where the log is PostgreSQL already. */
export class NothingToArchive extends LogArchiver {
  override async archive(): Promise<number> {
    return 0;
  }
}

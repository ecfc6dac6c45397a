type Waiting<Request, Answer> = {
  request: Request;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
};

/**
 * Commits requests in groups: what arrives while a commit is in flight waits, and is then committed together, in order of
 * arrival. Under load a transaction is shared by many; without load nobody waits for company.
 *
 * Every request is answered exactly once. When a group fails because of one of its requests (`isOnesFault`), its halves
 * are tried by themselves, and so on, so that only the faulty one is answered with the error; any other error is the
 * answer to all of the group.
 */
export class GroupCommit<Request, Answer> {
  readonly #waiting: Waiting<Request, Answer>[] = [];
  #running: Promise<void> | undefined;

  constructor(
    private readonly commit: (requests: readonly Request[]) => Promise<readonly Answer[]>,
    private readonly isOnesFault: (error: unknown) => boolean,
    private readonly largestGroup = 256,
  ) {}

  submit(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) await this.#answer(this.#waiting.splice(0, this.largestGroup));
    // in the same turn as the last look at the queue, or a request that comes in between would wait for ever
    this.#running = undefined;
  }

  async #answer(group: readonly Waiting<Request, Answer>[]): Promise<void> {
    let answers: readonly Answer[];
    try {
      answers = await this.commit(group.map(({ request }) => request));
      if (answers.length !== group.length) throw new Error('a group commit must answer every request');
    } catch (error) {
      if (group.length === 1 || !this.isOnesFault(error)) {
        for (const { reject } of group) reject(error);
        return;
      }
      const half = Math.ceil(group.length / 2);
      await this.#answer(group.slice(0, half));
      await this.#answer(group.slice(half));
      return;
    }
    for (const [index, { resolve }] of group.entries()) resolve(answers[index] as Answer);
  }
}

type Waiting<Request, Answer> = {
  request: Request;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
};

/** Answers requests in their order. Calls `next` as soon as the group after this one may begin, if not at its end. */
type CommitGroup<Request, Answer> = (requests: readonly Request[], next: () => void) => Promise<readonly Answer[]>;

/**
 * Commits requests in groups: what arrives while a group is at work waits, and is then committed together, in order of
 * arrival. Under load a transaction is shared by many; without load nobody waits for company. Two groups are under way
 * at most: the second from when the first lets it.
 *
 * Every request is answered exactly once. When a group fails because of one of its requests (`isOnesFault`), its halves
 * are tried by themselves, and so on, so that only the faulty one is answered with the error; any other error is the
 * answer to all of the group.
 */
export class GroupCommit<Request, Answer> {
  readonly #waiting: Waiting<Request, Answer>[] = [];
  #running: Promise<void> | undefined;
  /** The group that began last. */
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly commit: CommitGroup<Request, Answer>,
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
    await this.#last;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const before = this.#last;
      const group = this.#waiting.splice(0, this.largestGroup);
      const { promise: mayGoOn, next } = signal();
      this.#last = this.#answer(group, next);
      await Promise.race([mayGoOn, this.#last]);
      await before;
    }
    // in the same turn as the last look at the queue, or a request that comes in between would wait for ever
    this.#running = undefined;
  }

  async #answer(group: readonly Waiting<Request, Answer>[], next: () => void): Promise<void> {
    let answers: readonly Answer[];
    try {
      answers = await this.commit(
        group.map(({ request }) => request),
        next,
      );
      if (answers.length !== group.length) throw new Error('a group commit must answer every request');
    } catch (error) {
      if (group.length === 1 || !this.isOnesFault(error)) {
        for (const { reject } of group) reject(error);
        return;
      }
      const half = Math.ceil(group.length / 2);
      await this.#answer(group.slice(0, half), later);
      await this.#answer(group.slice(half), later);
      return;
    }
    for (const [index, { resolve }] of group.entries()) resolve(answers[index] as Answer);
  }
}

/** A half does not let the next group begin: the other half comes first. */
const later = (): void => {};

function signal(): { promise: Promise<void>; next: () => void } {
  let next = (): void => {};
  const promise = new Promise<void>((resolve) => {
    next = resolve;
  });
  return { promise, next };
}

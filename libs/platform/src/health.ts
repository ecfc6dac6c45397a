import { Injectable } from '@nestjs/common';

type Check = () => Promise<unknown>;

/** What this process can not work without. Each module registers its own. */
@Injectable()
export class Health {
  readonly #checks = new Map<string, Check>();

  register(name: string, check: Check): void {
    this.#checks.set(name, check);
  }

  /** Names of what can not be reached within a second; empty when all is well. */
  async failing(): Promise<string[]> {
    const results = await Promise.all(
      [...this.#checks].map(async ([name, check]) => ((await answersInTime(check)) ? [] : [name])),
    );
    return results.flat();
  }
}

function answersInTime(check: Check): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), 1000);
    check()
      .then(
        () => resolve(true),
        () => resolve(false),
      )
      .finally(() => clearTimeout(timer));
  });
}

import { Injectable } from '@nestjs/common';

type Check = () => Promise<unknown>;

/** `required`: without it the process can do nothing. `helpful`: without it, it does less than it should. */
export type Importance = 'required' | 'helpful';

/** What this process works with. Each module registers its own. */
@Injectable()
export class Health {
  readonly #checks = new Map<string, { check: Check; importance: Importance }>();

  register(name: string, check: Check, importance: Importance = 'required'): void {
    this.#checks.set(name, { check, importance });
  }

  /** Names of what can not be reached within a second; empty when all is well. */
  async away(): Promise<Record<Importance, string[]>> {
    const away: Record<Importance, string[]> = { required: [], helpful: [] };
    await Promise.all(
      Array.from(this.#checks, async ([name, { check, importance }]) => {
        if (!(await answersInTime(check))) away[importance].push(name);
      }),
    );
    return away;
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

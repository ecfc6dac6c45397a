/** Why a call is given up whose texts somebody else has translated by now. */
export class Superseded extends Error {
  /** @param tooSlow whether it had taken so long that another one was asked beside it */
  constructor(readonly tooSlow: boolean) {
    super('another provider was sooner');
  }
}

/** Why a call is given up whose texts somebody else has translated by now. */
export class Superseded extends Error {
  constructor() {
    super('another provider was sooner');
  }
}

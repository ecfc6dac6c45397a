import { HttpClient, type HttpRequest, MemoryTokenStore, SignedInClient } from '#libs/client';
import { type Account, Tokens } from '#libs/contracts';
import type { House } from './house.js';
import { Seat, type SeatOptions } from './seat.js';

/** Which of the two realtime nodes; in standalone both are the one process. */
export type Node = 0 | 1;

/** Somebody with an account, outside the house, who knows it by its public doors only. */
export class Person {
  private readonly tokens = new MemoryTokenStore();
  readonly me: SignedInClient;
  private readonly seats: Seat[] = [];

  private constructor(private readonly house: House) {
    house.showOutLater(this);
    this.me = new SignedInClient(new HttpClient(house.url), this.tokens);
  }

  static async register(house: House, account: { email: string; password: string; displayName: string; lang: string }) {
    const person = new Person(house);
    person.tokens.write(
      await new HttpClient(house.url).send({ method: 'POST', path: '/accounts', body: account, answer: Tokens }),
    );
    return person;
  }

  static async asGuest(house: House, guest: { displayName: string; lang: string; simulated?: boolean }) {
    const person = new Person(house);
    await person.me.registerGuest(guest);
    return person;
  }

  get account(): Account {
    const { account } = this.me;
    if (account === null) throw new Error('This person is not signed in.');
    return account;
  }

  send<T>(request: HttpRequest<T>): Promise<T> {
    return this.me.send(request);
  }

  /** @param at a node of the house, or an address that leads to one */
  async join(
    sessionId: string,
    lang: string,
    at: Node | string = 0,
    how: Pick<SeatOptions, 'mayStream'> = {},
  ): Promise<Seat> {
    const realtimeUrl = typeof at === 'string' ? at : this.house.realtimeUrls[at];
    const seat = await Seat.take({ realtimeUrl, sessionId, lang, me: this.me, ...how });
    this.seats.push(seat);
    return seat;
  }

  leave(): void {
    for (const seat of this.seats.splice(0)) seat.leave();
  }
}

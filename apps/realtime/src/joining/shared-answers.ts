/** How long an answer serves others. Milliseconds. */
const goodForMs = 1000;

/** What many ask for at the same moment is read once: a thousand that come back at once cost one. */
export class SharedAnswers<T> {
  readonly #answers = new Map<string, Promise<T>>();

  of(question: string, read: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(question);
    if (known !== undefined) return known;
    const answer = read();
    this.#answers.set(question, answer);
    const forget = () => this.#answers.delete(question);
    answer.then(() => setTimeout(forget, goodForMs).unref(), forget);
    return answer;
  }
}

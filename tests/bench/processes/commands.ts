/** What a process of the bench can be asked, by name. The input and the answer must survive JSON. */
export type Commands<C> = { [K in keyof C]: (input: never) => unknown };

export type Question = { id: number; name: string; input: unknown };
export type Answer = { id: number; value?: unknown; error?: string };

/** Answers the process that started this one, and ends with it. */
export function answer<C extends Commands<C>>(commands: C): void {
  const valueOf = async ({ name, input }: Question): Promise<unknown> => commands[name as keyof C](input as never);
  process.on('message', (question: Question) => {
    const { id } = question;
    valueOf(question).then(
      (value) => process.send?.({ id, value } satisfies Answer),
      (error: Error) => process.send?.({ id, error: error.stack ?? error.message } satisfies Answer),
    );
  });
  process.on('disconnect', () => process.exit());
}

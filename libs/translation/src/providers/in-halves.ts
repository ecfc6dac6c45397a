/**
 * A text that confuses an engine must spoil itself alone: when an answer does not have the count of what was asked,
 * each half is asked again. `ask` answers a single text with one answer, or not at all.
 */
export async function inHalves(
  texts: readonly string[],
  ask: (texts: readonly string[]) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const answers = await ask(texts);
  if (answers.length === texts.length) return answers;
  if (texts.length <= 1) return texts.map(() => '');
  const middle = Math.ceil(texts.length / 2);
  return [...(await inHalves(texts.slice(0, middle), ask)), ...(await inHalves(texts.slice(middle), ask))];
}

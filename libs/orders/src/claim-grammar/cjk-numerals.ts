const units: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  貳: 2,
  两: 2,
  兩: 2,
  三: 3,
  叁: 3,
  參: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  陸: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
};
const multiples: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100 };

/** The leading Chinese or Japanese numeral of a text (below 1000: 两, 十二, 二十, 一百零五): its value and length. */
export function leadingCjkNumeral(text: string, from = 0): { value: number; length: number } | undefined {
  let total = 0;
  let pending: number | undefined;
  let at = from;
  for (; at < text.length; at++) {
    const character = text.charAt(at);
    const unit = units[character];
    const multiple = multiples[character];
    if (unit !== undefined) pending = (pending ?? 0) * 10 + unit;
    else if (multiple !== undefined) {
      total += (pending ?? 1) * multiple;
      pending = undefined;
    } else break;
  }
  return at === from ? undefined : { value: total + (pending ?? 0), length: at - from };
}

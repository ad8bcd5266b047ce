/** A text as Unicode code points. */
export type Codes = readonly number[];

/** Letters that go into a text at a place; then what is beyond `length` is cut off. */
export interface Writing {
  at: number;
  length: number;
  letters: number[];
}

export const LONGEST_TEXT = 80;
const LETTERS_AT_ONCE = 8;

/** What of a text the board takes: no control characters but line breaks, and no more than there is space for. */
export function codesOf(text: string): Codes {
  const codes: number[] = [];
  for (const letter of text.replaceAll("\r\n", "\n")) {
    const code = letter.codePointAt(0)!;
    const isControl = (code < 32 && code !== 10) || (code >= 127 && code < 160);
    const isHalf = code >= 0xd800 && code <= 0xdfff;
    if (!isControl && !isHalf) codes.push(code);
  }
  return codes.slice(0, LONGEST_TEXT);
}

export const textOf = (codes: Codes): string => String.fromCodePoint(...codes);

/** What to say next so that one text becomes another, and what it is then; undefined: it is that text already. */
export function nextWriting(told: Codes, wanted: Codes): { writing: Writing; told: Codes } | undefined {
  let at = 0;
  while (at < wanted.length && told[at] === wanted[at]) at++;
  if (at === wanted.length && told.length <= at) return undefined;
  const letters = wanted.slice(at, at + LETTERS_AT_ONCE);
  const written = [...told.slice(0, at), ...letters, ...told.slice(at + letters.length)];
  return { writing: { at, length: wanted.length, letters }, told: written.slice(0, wanted.length) };
}

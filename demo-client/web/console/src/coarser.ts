import { make } from "../../pages/dom.ts";
import type { BytesLine, CoarserColumn } from "./protocol.ts";

const MOST_SENTENCES = 3;
/** Two bits less are a step that is four times as coarse: a change that one sees, and can judge. */
const BITS = 2;
const WORTH_SAYING = 0.01;

/**
 * What coarser steps would save, in sentences: of the largest columns among the lines of what is sent.
 *
 * @param coarser what was found by encoding snapshots again, as shares of all changes
 */
export function savings(lines: readonly BytesLine[], coarser: readonly CoarserColumn[]): string[] {
  const found: { share: number; sentence: string }[] = [];
  for (const { name, column, audience, isPredicted, share, saved } of coarser) {
    const line = lines.find((one) => one.kind === "column" && one.name === name && one.column === column);
    const bits = Math.min(BITS, saved.length);
    if (!line || line.audience !== audience || bits === 0) continue;
    // Frames have more than changes: what the column has of them is known from what is sent.
    const less = (line.share * saved[bits - 1]) / share;
    if (less < WORTH_SAYING) continue;
    const how = isPredicted ? "predicted, " : "";
    const precision = `${bits} ${bits === 1 ? "bit" : "bits"} less precision (a step ${2 ** bits} times as coarse)`;
    found.push({
      share: line.share,
      sentence: `${name}.${column} is ${percent(line.share)}: ${how}${precision} saves about ${percent(less)}.`,
    });
  }
  return found
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_SENTENCES)
    .map(({ sentence }) => sentence);
}

/** Shows them as a list. */
export function showSavings(place: HTMLElement, sentences: readonly string[]): void {
  place.hidden = sentences.length === 0;
  if (sentences.join() === [...place.children].map(({ textContent }) => textContent).join()) return;
  place.replaceChildren(...sentences.map((sentence) => make("li", "", sentence)));
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** A number as people read it: `1,234`, `12.3`, `0.04`. */
export function plain(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en");
  return String(Number(value.toPrecision(3)));
}

/** Bytes as people read them: `12.3 KB`. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)} B`;
  return bytes < 1e6 ? `${plain(bytes / 1e3)} KB` : `${plain(bytes / 1e6)} MB`;
}

/** Bytes per second as people read them: `12.3 KB/s`. */
export const rate = (bytes: number): string => `${size(bytes)}/s`;

/** Milliseconds as people read them: `0.42 ms`, `120 ms`. */
export const millis = (value: number): string => `${plain(value)} ms`;

/** How long something lasts, as people say it: `40 s`, `12 min`, `3.5 h`. */
export function duration(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.floor(seconds / 60)} min` : `${plain(Math.floor(seconds / 360) / 10)} h`;
}

/** A count in words: `1 player`, `2 players`. */
export const count = (amount: number, noun: string): string => `${plain(amount)} ${noun}${amount === 1 ? "" : "s"}`;

/** A name in camel case as words: `inputsQueueFull` is `inputs queue full`. */
export const words = (name: string): string =>
  name
    .replace(/^disconnects\./, "disconnects: ")
    .replace(/_/g, " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();

/** A step for a slider over a range: about 200 of them, of 1, 2 or 5 at some decimal place. */
export function sliderStep(min: number, max: number): number {
  const wanted = (max - min) / 200;
  if (!(wanted > 0)) return 1;
  const decade = 10 ** Math.floor(Math.log10(wanted));
  const digit = wanted / decade;
  const step = (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10) * decade;
  return Number(step.toPrecision(1));
}

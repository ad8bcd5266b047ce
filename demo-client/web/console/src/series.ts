/** Points of the last minutes, at most so many: the oldest make way. */
export class Series {
  readonly times: number[] = [];
  readonly values: number[][];

  constructor(
    count: number,
    private readonly most = 1200,
  ) {
    this.values = Array.from({ length: count }, () => []);
  }

  /** A point of each curve at a time in milliseconds. */
  add(atMillis: number, ...values: number[]): void {
    this.times.push(atMillis / 1000);
    values.forEach((value, i) => this.values[i].push(value));
    if (this.times.length > this.most) {
      this.times.shift();
      this.values.forEach((curve) => curve.shift());
    }
  }

  clear(): void {
    this.times.length = 0;
    this.values.forEach((curve) => (curve.length = 0));
  }

  /** The mean of a curve from one time to another, in milliseconds; NaN: there are no points. */
  mean(curve: number, fromMillis: number, toMillis: number): number {
    let sum = 0;
    let count = 0;
    this.times.forEach((time, i) => {
      if (time * 1000 >= fromMillis && time * 1000 < toMillis) {
        sum += this.values[curve][i];
        count++;
      }
    });
    return sum / count;
  }

  /** How much a curve that only grows has grown in a minute, from one time to another; NaN: there are no two points. */
  perMinute(curve: number, fromMillis: number, toMillis: number): number {
    const first = this.times.findIndex((time) => time * 1000 >= fromMillis);
    let last = this.times.length - 1;
    while (last >= 0 && this.times[last] * 1000 >= toMillis) last--;
    if (first < 0 || last <= first) return NaN;
    const minutes = (this.times[last] - this.times[first]) / 60;
    return (this.values[curve][last] - this.values[curve][first]) / minutes;
  }
}

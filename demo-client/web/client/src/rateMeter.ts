const WINDOW_MILLIS = 1000;

/** Adds amounts up, and says how much came in per second, over the last whole second. */
export class RateMeter {
  #sum = 0;
  #startMillis: number;
  #rate = 0;

  constructor(nowMillis: number) {
    this.#startMillis = nowMillis;
  }

  add(amount: number, nowMillis: number): void {
    this.perSecond(nowMillis);
    this.#sum += amount;
  }

  perSecond(nowMillis: number): number {
    const elapsed = nowMillis - this.#startMillis;
    if (elapsed >= WINDOW_MILLIS) {
      this.#rate = (this.#sum * 1000) / elapsed;
      this.#sum = 0;
      this.#startMillis = nowMillis;
    }
    return this.#rate;
  }
}

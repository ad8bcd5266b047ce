import type { SlowNetwork } from "tickwire-client/conditions";
import { element, setText } from "../../pages/dom.ts";

const STALL_MILLIS = 2000;

interface Slider {
  readonly id: string;
  /** What the slider's positions stand for; the first is a good network. */
  readonly positions: readonly number[];
  readonly text: (value: number) => string;
}

const millis = (value: number) => (value === 0 ? "none" : `${value} ms`);
const DELAY: Slider = { id: "delay", positions: [0, 50, 100, 150, 200, 300, 500], text: millis };
const JITTER: Slider = { id: "jitter", positions: [0, 10, 20, 50, 100, 200], text: millis };
const BANDWIDTH: Slider = {
  id: "bandwidth",
  positions: [0, 100, 50, 20, 10, 5],
  text: (value) => (value === 0 ? "all" : `${value} KB/s`),
};

/** Makes the network of this page a bad one, to see what the game is like then. */
export class ConditionsPanel {
  constructor(private readonly network: SlowNetwork) {
    for (const slider of [DELAY, JITTER, BANDWIDTH]) this.follow(slider);
    element("stall").addEventListener("click", () => network.stall(STALL_MILLIS));
    element("cut").addEventListener("click", () => network.cut());
    // After a pointer, the keyboard goes back to the ship; after the keyboard, the focus stays here.
    element("conditions").addEventListener("pointerup", ({ target }) => {
      setTimeout(() => (target as HTMLElement).closest<HTMLElement>("input, button, summary")?.blur());
    });
    const details = element("conditions");
    details.addEventListener("toggle", () => details.scrollIntoView({ block: "nearest" }));
    this.apply();
  }

  private follow(slider: Slider): void {
    const input = element<HTMLInputElement>(slider.id);
    input.max = String(slider.positions.length - 1);
    input.value = "0";
    input.addEventListener("input", () => this.apply());
  }

  private apply(): void {
    // The delay is that of a round trip, of which each direction has a half.
    const delayMillis = this.show(DELAY) / 2;
    const jitterMillis = this.show(JITTER);
    const bytesPerSecond = this.show(BANDWIDTH) * 1000;
    const way = { delayMillis, jitterMillis, bytesPerSecond };
    this.network.set({ down: way, up: way });
  }

  /** Says what a slider stands at. */
  private show({ id, positions, text }: Slider): number {
    const input = element<HTMLInputElement>(id);
    const value = positions[Number(input.value)];
    input.setAttribute("aria-valuetext", text(value));
    setText(element(`${id}-value`), text(value));
    return value;
  }
}

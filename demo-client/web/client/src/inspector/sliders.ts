import { make, setText } from "./dom.ts";

/** How one direction of the network behaves, as in `tickwire-client/conditions`. */
interface Way {
  readonly delayMillis: number;
  readonly jitterMillis: number;
  readonly bytesPerSecond: number;
  readonly stallEveryMillis: number;
  readonly stallMillis: number;
}

/** A network whose conditions can be changed: the `SlowNetwork` of `tickwire-client/conditions`. */
export interface Conditions {
  readonly conditions: { readonly down: Way; readonly up: Way };
  set(conditions: { down?: Partial<Way>; up?: Partial<Way> }): void;
  stall(millis?: number): void;
  cut(): void;
}

interface Slider {
  readonly label: string;
  readonly title: string;
  /** What its places stand for; the first is a good network. */
  readonly places: readonly number[];
  readonly get: (way: Way) => number;
  readonly set: (value: number) => Partial<Way>;
  readonly text: (value: number) => string;
}

const STALL_MILLIS = 2000;
const LOST_MILLIS = 250;
const none = (text: string) => (value: number) => (value === 0 ? "none" : `${value} ${text}`);

const SLIDERS: readonly Slider[] = [
  {
    label: "Delay",
    title: "Added to each way: half of what a round trip takes longer",
    places: [0, 10, 25, 50, 75, 100, 150, 250, 500],
    get: (way) => way.delayMillis,
    set: (delayMillis) => ({ delayMillis }),
    text: none("ms"),
  },
  {
    label: "Jitter",
    title: "At most so much more, each way, at random",
    places: [0, 5, 10, 20, 50, 100, 200],
    get: (way) => way.jitterMillis,
    set: (jitterMillis) => ({ jitterMillis }),
    text: none("ms"),
  },
  {
    label: "Losses",
    title: `What is lost comes late, and all behind it waits: for ${LOST_MILLIS} ms`,
    places: [0, 10, 5, 2, 1],
    get: (way) => way.stallEveryMillis / 1000,
    set: (seconds) => ({ stallEveryMillis: seconds * 1000, stallMillis: seconds > 0 ? LOST_MILLIS : 0 }),
    text: (seconds) => (seconds === 0 ? "none" : `every ${seconds} s`),
  },
  {
    label: "Bandwidth",
    title: "How much gets through, each way",
    places: [0, 200, 100, 50, 20, 10, 5],
    get: (way) => way.bytesPerSecond / 1000,
    set: (kilobytes) => ({ bytesPerSecond: kilobytes * 1000 }),
    text: (value) => (value === 0 ? "all" : `${value} KB/s`),
  },
];

/** Shows the conditions of a network, and changes them, for both directions alike. */
export class Sliders {
  readonly element: HTMLElement;
  readonly #network: Conditions;
  readonly #inputs: { slider: Slider; input: HTMLInputElement; output: HTMLElement }[] = [];

  constructor(network: Conditions) {
    this.#network = network;
    const rows = SLIDERS.map((slider) => {
      const change = () => {
        const way = slider.set(slider.places[Number(input.value)]!);
        network.set({ down: way, up: way });
        this.show();
      };
      const input = make("input", { type: "range", min: 0, max: slider.places.length - 1, input: change });
      const output = make("output");
      this.#inputs.push({ slider, input, output });
      return make("label", { title: slider.title }, make("span", {}, slider.label), input, output);
    });
    const stall = make("button", { type: "button", click: () => network.stall(STALL_MILLIS) }, "Stall 2 s");
    const cut = make("button", { type: "button", click: () => network.cut() }, "Cut");
    this.element = make("div", { class: "sliders" }, ...rows, make("p", {}, stall, cut));
    this.show();
  }

  /** Somebody else may have changed them, too. */
  show(): void {
    const { down } = this.#network.conditions;
    for (const { slider, input, output } of this.#inputs) {
      const value = slider.get(down);
      const nearest = slider.places.reduce(
        (best, place, i) => (Math.abs(place - value) < Math.abs(slider.places[best]! - value) ? i : best),
        0,
      );
      if (input.value !== String(nearest)) input.value = String(nearest);
      setText(output, slider.text(value));
      input.setAttribute("aria-valuetext", slider.text(value));
    }
  }
}

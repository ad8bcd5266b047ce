import type { Correction } from "../predictedTable.ts";
import type { Observer } from "../room.ts";
import type { Stats } from "../session.ts";
import { Dock } from "./dock.ts";
import { section } from "./dom.ts";
import { perSecond } from "./format.ts";
import { Inspection } from "./inspection.ts";
import { Panel } from "./panel.ts";
import { type Conditions, Sliders } from "./sliders.ts";

export type { Conditions } from "./sliders.ts";

// For developing: what comes over the network, what it costs, and how well it is predicted. Nothing of it is in pages that do not import it.

/** The part of a room that is looked at: that of `join`, of the same version of the library. */
export interface InspectedRoom {
  readonly stats: Stats;
  onCorrection(listener: Correction): () => void;
}

export interface InspectOptions {
  /** The network that the page's sockets go through, so that its conditions can be changed here. */
  readonly conditions?: Conditions | undefined;
  /** Where it is at first; left out: where it was the last time, or along the bottom. */
  readonly dock?: "bottom" | "right" | undefined;
  /** Begin folded: then it costs nothing until it is unfolded. */
  readonly collapsed?: boolean | undefined;
  /** Hears that it was closed, by its button too. */
  readonly onClose?: (() => void) | undefined;
}

/** An inspector that is open. */
export interface Inspector {
  /** Takes it off the page. Once is enough. */
  close(): void;
}

const SHOW_MILLIS = 250;

/**
 * Shows what a room's connection does, in a panel at the edge of the page or in a window of its own: snapshots as they come, bytes by table and column,
 * corrections of the prediction, clocks, and network conditions. It goes on over reconnects, until it is closed.
 *
 * ```ts
 * const inspector = inspect(room, { conditions: network });
 * ```
 */
export function inspect(room: InspectedRoom, options: InspectOptions = {}): Inspector {
  const { observers } = room as unknown as { observers?: Set<Observer> };
  if (!observers) throw new Error("this room is not of the same version of tickwire-client as the inspector");
  return new RoomInspector(room, observers, options);
}

class RoomInspector implements Inspector {
  readonly #dock: Dock;
  readonly #panel = new Panel();
  readonly #sliders: Sliders | undefined;
  #inspection = new Inspection();
  #stop: (() => void) | undefined;
  #isClosed = false;

  constructor(
    private readonly room: InspectedRoom,
    private readonly observers: Set<Observer>,
    private readonly options: InspectOptions,
  ) {
    const { conditions, dock, collapsed = false } = options;
    this.#sliders = conditions && new Sliders(conditions);
    this.#dock = new Dock(
      dock,
      collapsed,
      () => this.#onFold(),
      () => this.close(),
    );
    this.#dock.body.append(...this.#panel.parts);
    if (this.#sliders) this.#dock.body.append(section("Network conditions", "both ways", this.#sliders.element));
    this.#onFold();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stop?.();
    this.#dock.close();
    this.options.onClose?.();
  }

  /** Folded, it looks at nothing. */
  #onFold(): void {
    this.#stop?.();
    this.#stop = this.#dock.collapsed ? undefined : this.#watch();
    this.#dock.summary.textContent = "";
    if (this.#stop) this.#show();
  }

  #watch(): () => void {
    const inspection = (this.#inspection = new Inspection());
    const see: Observer = (session, bytes) => inspection.see(session, bytes, performance.now());
    this.observers.add(see);
    const unlisten = this.room.onCorrection((table, _id, _distance, byColumn) =>
      inspection.corrections.add(table, byColumn),
    );
    const timer = setInterval(() => this.#show(), SHOW_MILLIS);
    return () => {
      this.observers.delete(see);
      unlisten();
      clearInterval(timer);
    };
  }

  #show(): void {
    if (!this.#dock.visible) return;
    const nowMillis = performance.now();
    const reading = this.#inspection.read(nowMillis);
    this.#panel.show(reading, this.room.stats, this.#inspection.corrections.columns, nowMillis);
    this.#sliders?.show();
    const { snapshotsPerSecond, bytesPerSecond } = reading;
    this.#dock.summary.textContent = `${snapshotsPerSecond.toFixed(0)}/s · ${perSecond(bytesPerSecond)}`;
  }
}

import { element, make, setText } from "../../pages/dom.ts";
import { Api } from "./api.ts";
import { type Drawing, fit, viewOf } from "./drawing.ts";
import { clock, type Frame, Playhead, type Recording, tickOfReason } from "./recording.ts";
import { ReplayRows, said } from "./replayRows.ts";
import { TimeLine } from "./timeLine.ts";
import { WorldMap } from "./worldMap.ts";

const api = new Api();
/** One of those that a server has saved; empty: the one that `tickwire replay` shows. */
const file = new URLSearchParams(location.search).get("recording") ?? "";
const ask = <T>(path: string) => api.ask<T>((file && `recordings/${encodeURIComponent(file)}/`) + path);

/** The page of a recording: it asks `tickwire replay`, or a server, for one tick after the other. */
class ReplayPage {
  private readonly head: Playhead;
  private readonly rows: ReplayRows;
  private readonly line: TimeLine;
  private readonly map = new WorldMap((table, row) => this.pick(table, row));
  private readonly lines: HTMLElement[];
  private picked = { table: "", row: -1 };
  /** How the game draws its world; undefined: it does not, or the map is wanted. */
  private drawing: Drawing | undefined;
  private shownTick = -1;
  private isAsking = false;
  private isStale = true;

  constructor(private readonly recording: Recording) {
    this.head = new Playhead(recording, tickOfReason(recording));
    this.rows = new ReplayRows(recording.tables, () => this.again());
    this.line = new TimeLine(recording);
    this.lines = recording.lines.map(({ tick, kind, text }) => this.lineOf(tick, kind, text));
    this.describe();
    if (recording.drawing) void this.offer(recording.drawing);
    this.map.setTables(recording.tables);
    this.listen();
    requestAnimationFrame((now) => this.onFrame(now));
  }

  private describe(): void {
    const { recording } = this;
    const { reason, room, type, game, server, savedMillis, problems, verified, failure } = recording;
    setText(element("reason"), reason || `Room ${room}`);
    const saved = savedMillis > 0 ? `saved ${new Date(savedMillis).toLocaleString()}` : "";
    const what = [`room ${room}`, type, game.split(".").at(-1)!, server, saved].filter((part) => part !== "");
    setText(element("what"), what.join(" · "));
    setText(element("verified"), failure ? `It ends as ${failure}.` : verified);
    element("verified").classList.toggle("bad", failure !== "" || !verified.includes("come out the same"));
    element("problems").hidden = problems.length === 0;
    element("problems").replaceChildren(...problems.map((problem) => make("li", "", `In the file, ${problem}.`)));
    const seek = element<HTMLInputElement>("seek");
    const tick = element<HTMLInputElement>("tick");
    seek.min = tick.min = String(recording.firstTick);
    seek.max = tick.max = String(recording.lastTick);
    element("lines").replaceChildren(...this.lines);
    element("replay").hidden = false;
    element("from-console").hidden = file === "";
  }

  /** Takes what the game draws with; without it, or where it fails, there is the map. */
  private async offer(url: string): Promise<void> {
    try {
      const drawing = (await import(/* @vite-ignore */ new URL(url, location.href).href)) as Drawing;
      if (typeof drawing.draw !== "function") throw new Error("it has no function draw");
      const chosen = element<HTMLSelectElement>("drawn-by");
      chosen.parentElement!.hidden = false;
      const choose = () => {
        this.drawing = chosen.value === "game" ? drawing : undefined;
        element("map-key").hidden = this.drawing !== undefined;
        this.again();
      };
      chosen.addEventListener("change", choose);
      choose();
    } catch (error) {
      this.cannotDraw(error);
    }
  }

  private cannotDraw(error: unknown): void {
    this.drawing = undefined;
    element("map-key").hidden = false;
    element("drawn-by").parentElement!.hidden = true;
    element("trouble").hidden = false;
    setText(element("trouble"), `The game cannot draw its world, so here is the map: ${(error as Error).message}`);
    this.again();
  }

  private draw(frame: Frame): void {
    const { drawing, picked, recording } = this;
    if (!drawing || !frame.world) return this.map.show(frame);
    const canvas = element<HTMLCanvasElement>("map");
    canvas.hidden = false;
    try {
      const marked = picked.row < 0 ? undefined : picked;
      drawing.draw(canvas, viewOf(frame, recording.tables, recording.tickRateHz, fit(canvas), marked));
    } catch (error) {
      this.cannotDraw(error);
    }
  }

  private lineOf(tick: number, kind: string, text: string): HTMLElement {
    const line = make("li", kind);
    const button = make("button", "", text);
    button.type = "button";
    button.addEventListener("click", () => this.goTo(tick));
    line.append(make("span", "number", String(tick)), button);
    return line;
  }

  private listen(): void {
    const { recording } = this;
    const on = (id: string, act: () => void) => element(id).addEventListener("click", act);
    on("first", () => this.goTo(recording.firstTick));
    on("last", () => this.goTo(recording.lastTick));
    on("back", () => this.goTo(this.head.tick - 1));
    on("forth", () => this.goTo(this.head.tick + 1));
    on("play", () => this.toggle());
    on("to-reason", () => this.goTo(tickOfReason(recording)));
    on("download", () => void api.download(`recordings/${file}`, file));
    this.line.onSeek((tick) => this.goTo(tick));
    element("seek").addEventListener("input", () => this.goTo(element<HTMLInputElement>("seek").valueAsNumber));
    element("tick").addEventListener("change", () => this.goTo(element<HTMLInputElement>("tick").valueAsNumber));
    element("speed").addEventListener("change", () => {
      this.head.speed = Number(element<HTMLSelectElement>("speed").value);
    });
    element("rows").addEventListener("click", (event) => {
      const row = (event.target as HTMLElement).closest<HTMLTableRowElement>("tr[data-row]");
      if (row) this.pick(element<HTMLSelectElement>("table").value, Number(row.dataset.row));
    });
    addEventListener("keydown", (event) => this.onKey(event));
    addEventListener("resize", () => this.again());
  }

  private onKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.matches("select, #tick")) return;
    const { firstTick, lastTick, tickRateHz } = this.recording;
    const far = event.shiftKey ? Math.round(tickRateHz) : 1;
    if (event.key === " ") {
      if (target.matches("button, input[type=checkbox]")) return;
      this.toggle();
    } else if (event.key === "ArrowLeft") this.goTo(this.head.tick - far);
    else if (event.key === "ArrowRight") this.goTo(this.head.tick + far);
    else if (event.key === "Home") this.goTo(firstTick);
    else if (event.key === "End") this.goTo(lastTick);
    else return;
    event.preventDefault();
  }

  private toggle(): void {
    if (this.head.isPlaying) this.head.pause();
    else this.head.play(performance.now());
  }

  private goTo(tick: number): void {
    this.head.pause();
    this.head.goTo(tick);
  }

  private pick(table: string, row: number): void {
    const isSame = this.picked.table === table && this.picked.row === row;
    this.picked = { table, row: isSame ? -1 : row };
    this.rows.choose(table);
    this.map.mark(table, this.picked.row);
    this.again();
  }

  private again(): void {
    this.isStale = true;
  }

  private onFrame(now: number): void {
    this.head.pass(now);
    setText(element("play"), this.head.isPlaying ? "Pause" : "Play");
    if (!this.isAsking && (this.isStale || this.head.tick !== this.shownTick)) void this.fetch();
    requestAnimationFrame((next) => this.onFrame(next));
  }

  /** One tick is asked for at a time: where the server is slower than time passes, ticks are left out. */
  private async fetch(): Promise<void> {
    this.isAsking = true;
    this.isStale = false;
    this.shownTick = this.head.tick;
    try {
      element("trouble").hidden = true;
      this.show(await ask<Frame>(`tick?at=${this.shownTick}&${this.rows.query}${this.drawing ? "&world=true" : ""}`));
    } catch (error) {
      this.head.pause();
      element("trouble").hidden = false;
      setText(element("trouble"), error instanceof TypeError ? "Nobody answers any more." : (error as Error).message);
    } finally {
      this.isAsking = false;
    }
  }

  private show(frame: Frame): void {
    const { firstTick, tickRateHz } = this.recording;
    element<HTMLInputElement>("seek").value = String(frame.tick);
    const tick = element<HTMLInputElement>("tick");
    if (document.activeElement !== tick || this.head.isPlaying) tick.value = String(frame.tick);
    setText(element("time"), clock(frame.tick - firstTick, tickRateHz));
    this.line.draw(frame.tick);
    this.draw(frame);
    this.rows.show(frame, this.picked.table === frame.rows?.table ? this.picked.row : -1);
    element("came").replaceChildren(...frame.came.map((text) => make("li", "", text)));
    element("events").replaceChildren(
      ...frame.events.map(({ kind, fields }) => {
        const line = make("li", "");
        const words = Object.entries(fields).map(([name, value]) => `${name} ${said(value)}`);
        line.append(make("b", "", kind), make("span", "", words.join(", ")));
        return line;
      }),
    );
    element("nothing").hidden = frame.came.length + frame.events.length > 0;
    this.recording.lines.forEach(({ tick: at }, i) => this.lines[i].classList.toggle("now", at === frame.tick));
    this.scroll(frame.tick);
    document.documentElement.dataset.tick = String(frame.tick);
  }

  /** Keeps what happened last in sight. */
  private scroll(tick: number): void {
    const last = this.lines[this.recording.lines.findLastIndex(({ tick: at }) => at <= tick)];
    const list = element("lines");
    if (last) list.scrollTop = last.offsetTop - list.offsetTop - list.clientHeight / 2;
  }
}

try {
  new ReplayPage(await ask<Recording>("recording"));
} catch (error) {
  element("gone").hidden = false;
  setText(element("gone"), `There is no recording to show: ${(error as Error).message}`);
}

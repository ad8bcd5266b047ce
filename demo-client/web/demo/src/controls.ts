import { type Helm, Steering } from "./steering.ts";

export interface Input {
  turn: number;
  thrust: boolean;
  fire: boolean;
}

const KEYS: Readonly<Record<string, "left" | "right" | "thrust" | "fire">> = {
  ArrowLeft: "left",
  KeyA: "left",
  ArrowRight: "right",
  KeyD: "right",
  ArrowUp: "thrust",
  KeyW: "thrust",
  Space: "fire",
};
/** How far the stick goes, in CSS pixels; the shares of it from which it steers and thrusts. */
const STICK_REACH = 52;
const STEERS_FROM = 0.25;
const THRUSTS_FROM = 0.6;

/** The player's hands: keys, and on touch screens a stick and a fire button. */
export class Controls {
  private readonly held = new Set<string>();
  private readonly steering = new Steering();
  /** Direction and strength of the stick, while a thumb is on it. */
  private stick: { angle: number; push: number } | undefined;
  private touchFire = false;

  constructor(
    private readonly pads: HTMLElement,
    private readonly stickPad: HTMLElement,
    private readonly firePad: HTMLElement,
  ) {
    addEventListener("keydown", (event) => this.onKey(event, true));
    addEventListener("keyup", (event) => this.onKey(event, false));
    addEventListener("blur", () => this.release());
    document.addEventListener("visibilitychange", () => this.release());
    addEventListener("touchstart", () => document.body.classList.add("touches"), { passive: true });
    if (matchMedia("(pointer: coarse)").matches) document.body.classList.add("touches");
    this.followStick();
    this.followFire();
  }

  /** What the player wants now, with a ship that is shown with that heading; undefined: there is none. */
  read(heading: number | undefined, helm: Helm, nowMillis: number): Input {
    const { held, stick } = this;
    let turn = (held.has("right") ? 1 : 0) - (held.has("left") ? 1 : 0);
    let thrust = held.has("thrust");
    if (stick && stick.push >= STEERS_FROM && heading !== undefined) {
      turn = this.steering.turnTowards(stick.angle, heading, helm, nowMillis);
      thrust ||= stick.push >= THRUSTS_FROM;
    } else {
      this.steering.reset();
    }
    return { turn, thrust, fire: held.has("fire") || this.touchFire };
  }

  /** Lets go of everything. */
  release(): void {
    this.held.clear();
    this.stick = undefined;
    this.touchFire = false;
    this.firePad.classList.remove("pressed");
    this.stickPad.style.setProperty("--x", "0px");
    this.stickPad.style.setProperty("--y", "0px");
  }

  private onKey(event: KeyboardEvent, down: boolean): void {
    const action = KEYS[event.code];
    const target = event.target as HTMLElement;
    if (
      !action ||
      target.closest("input, select, textarea, dialog") ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey
    ) {
      if (!down && action) this.held.delete(action);
      return;
    }
    // A focused button or radio keeps its own keys.
    if (down && target.closest("button, summary")) return;
    event.preventDefault();
    if (down) this.held.add(action);
    else this.held.delete(action);
  }

  private followStick(): void {
    const { stickPad, pads } = this;
    let pointer = -1;
    const move = (event: PointerEvent) => {
      const box = stickPad.getBoundingClientRect();
      const dx = event.clientX - (box.left + box.width / 2);
      const dy = event.clientY - (box.top + box.height / 2);
      const reach = Math.min(1, Math.hypot(dx, dy) / STICK_REACH);
      const angle = Math.atan2(dy, dx);
      this.stick = { angle, push: reach };
      stickPad.style.setProperty("--x", `${Math.cos(angle) * reach * STICK_REACH}px`);
      stickPad.style.setProperty("--y", `${Math.sin(angle) * reach * STICK_REACH}px`);
    };
    const end = (event: PointerEvent) => {
      if (event.pointerId !== pointer) return;
      pointer = -1;
      this.stick = undefined;
      stickPad.classList.remove("pressed");
      stickPad.style.setProperty("--x", "0px");
      stickPad.style.setProperty("--y", "0px");
    };
    pads.addEventListener("pointerdown", (event) => {
      if (pointer !== -1 || this.firePad.contains(event.target as Node)) return;
      pointer = event.pointerId;
      pads.setPointerCapture(pointer);
      stickPad.classList.add("pressed");
      move(event);
      event.preventDefault();
    });
    pads.addEventListener("pointermove", (event) => {
      if (event.pointerId === pointer) move(event);
    });
    pads.addEventListener("pointerup", end);
    pads.addEventListener("pointercancel", end);
  }

  private followFire(): void {
    const { firePad } = this;
    const press = (pressed: boolean) => (event: PointerEvent) => {
      this.touchFire = pressed;
      firePad.classList.toggle("pressed", pressed);
      if (pressed) firePad.setPointerCapture(event.pointerId);
      event.preventDefault();
    };
    firePad.addEventListener("pointerdown", press(true));
    firePad.addEventListener("pointerup", press(false));
    firePad.addEventListener("pointercancel", press(false));
  }
}

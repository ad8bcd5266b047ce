import { rules } from "arena-rules";
import { join, JoinError, type Status } from "tickwire-client";
import { SlowNetwork, socketsThrough } from "tickwire-client/conditions";
import type { Arena } from "./arena.ts";
import { Camera } from "./camera.ts";
import { ConditionsPanel } from "./conditionsPanel.ts";
import { ConnectionNotice } from "./connectionNotice.ts";
import { Controls } from "./controls.ts";
import { element, toast } from "./dom.ts";
import { Match } from "./match.ts";
import { Renderer } from "./renderer.ts";
import { Sound } from "./sound.ts";
import { type Choice, StartScreen } from "./startScreen.ts";

const LONGEST_FRAME_SECONDS = 0.1;
const FRAME_TIMES = 600;
/** Codes after which another room may still do. */
const ROOM_CODES = new Set([4005, 4006]);

const query = new URLSearchParams(location.search);
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const camera = new Camera(!calm);
const renderer = new Renderer(element<HTMLCanvasElement>("space"), camera, !calm);
const controls = new Controls(element("touch"), element("stick"), element("fire"));
const sound = new Sound();
const start = new StartScreen(query.get("room") ?? "", query.get("name") ?? "", (choice) => void launch(choice));
const notice = new ConnectionNotice({
  tryAgain: () => match?.room.reconnect(),
  back: leave,
});
const network = new SlowNetwork();
new ConditionsPanel(network);
let match: Match | undefined;
let status: Status["state"] | "start" = "start";

async function launch(choice: Choice): Promise<void> {
  start.busy(true);
  const url = new URL("ws", document.baseURI);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.search = "";
  try {
    const room = await join<Arena>({
      url: url.href,
      ...choice,
      rules: rules(),
      // The others are hit where they are seen, but what they do should be seen soon.
      renderDelaySnapshots: 1.25,
      teleportDistances: { ships: { x: 150, y: 150 } },
      onStatus,
      socket: socketsThrough(network),
    });
    match = new Match(room, camera, renderer, controls, sound, calm);
    start.hide();
    element("hud").hidden = false;
    (document.activeElement as HTMLElement | null)?.blur();
    share(room.id);
  } catch (error) {
    if (!(error instanceof JoinError)) throw error;
    status = "start";
    start.show(error.message);
    if (ROOM_CODES.has(error.close.code)) start.pickAny();
  }
}

function onStatus(next: Status): void {
  status = next.state;
  if (next.state === "joined" && match) {
    if (!next.resumed) match.restart();
    share(match.room.id);
    toast(next.resumed ? "Back in the game" : "Back in the game, with a new ship");
  }
  if (match) notice.show(next);
  else notice.hide();
}

/** The address leads back to this room, and can be given to friends. */
function share(room: string): void {
  const url = new URL(location.href);
  url.search = new URLSearchParams({ room }).toString();
  history.replaceState(null, "", url);
}

function leave(): void {
  const left = match;
  match = undefined;
  left?.room.leave();
  notice.hide();
  element("hud").hidden = true;
  status = "start";
  start.show();
}

async function invite(): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    toast("Invite link copied");
  } catch {
    // Without a secure address there is no clipboard: at least show what to copy.
    prompt("Copy this link:", location.href);
  }
}

function toggleSound(): void {
  element("sound").setAttribute("aria-pressed", String(sound.toggle()));
}

/** Buttons give the keyboard back to the ship. */
function onClick(id: string, action: () => void): void {
  element(id).addEventListener("click", (event) => {
    action();
    if (event.detail > 0) (event.currentTarget as HTMLElement).blur();
  });
}

element("sound").setAttribute("aria-pressed", String(sound.on));
onClick("invite", () => void invite());
onClick("sound", toggleSound);
onClick("network-toggle", () => match?.network.toggle());
onClick("leave", leave);
addEventListener("keydown", (event) => {
  if (!match || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.code === "KeyN") match.network.toggle();
  if (event.code === "KeyM") toggleSound();
});

const frameMillis: number[] = [];
let lastMillis = performance.now();

function frame(nowMillis: number): void {
  requestAnimationFrame(frame);
  const began = performance.now();
  const seconds = Math.min(LONGEST_FRAME_SECONDS, Math.max(0, nowMillis - lastMillis) / 1000);
  lastMillis = nowMillis;
  if (match) match.frame(nowMillis, seconds);
  else {
    camera.x += seconds * 9;
    renderer.drawBackdrop(nowMillis);
  }
  frameMillis.push(performance.now() - began);
  if (frameMillis.length > FRAME_TIMES) frameMillis.shift();
}
requestAnimationFrame(frame);

/** What tests look at. */
const debug = {
  get state() {
    return status;
  },
  get room() {
    return match?.room.id;
  },
  get player() {
    return match?.room.player;
  },
  /** The own ship, as it is drawn. */
  get ship() {
    const own = match?.own && match.view.table("ships").get(match.own.id);
    return (
      own && { id: own.id, x: own.x, y: own.y, heading: own.heading, hull: own.hull, score: own.score, name: own.name }
    );
  },
  /** All ships by name, as they are drawn. */
  get ships() {
    const ships = match ? [...match.view.table("ships")] : [];
    return Object.fromEntries(ships.map(({ name, x, y, heading }) => [name, { x, y, heading }]));
  },
  get counts() {
    return match && { ...match.counts };
  },
  get stats() {
    return match?.room.stats;
  },
  /** How long the work for each of the last frames took. */
  get frameMillis() {
    return [...frameMillis];
  },
};
declare global {
  interface Window {
    tickwire: typeof debug;
  }
}
window.tickwire = debug;

if (query.get("autojoin") === "1") {
  start.hide();
  void launch(start.choice());
} else {
  start.show();
}

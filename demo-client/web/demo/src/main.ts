import { rules } from "arena-rules";
import { join, JoinError, type Room, type Status } from "tickwire-client";
import { SlowNetwork, socketsThrough } from "tickwire-client/conditions";
import type { Inspector } from "tickwire-client/inspector";
import { type Arena, arenaSchema } from "./arena.ts";
import { Camera } from "./camera.ts";
import { ChatBox } from "./chatBox.ts";
import { ConditionsPanel } from "./conditionsPanel.ts";
import { ConnectionNotice } from "./connectionNotice.ts";
import { Controls } from "./controls.ts";
import { ConnectionWatch, isOutdated } from "../../pages/connectionWatch.ts";
import { copyLink, element, toast } from "../../pages/dom.ts";
import { elsewhere, socketAddress } from "../../pages/server.ts";
import { ServerNotice } from "../../pages/serverNotice.ts";
import { Hud } from "./hud.ts";
import { Match, type Stage } from "./match.ts";
import { Menu } from "./menu.ts";
import { Minimap } from "./minimap.ts";
import { NetworkPanel } from "./networkPanel.ts";
import { Renderer } from "./renderer.ts";
import { GAME } from "./rooms.ts";
import { Sound } from "./sound.ts";
import { type Choice, StartScreen } from "./startScreen.ts";
import { WatchBar } from "./watchBar.ts";

const LONGEST_FRAME_SECONDS = 0.1;
const FRAME_TIMES = 600;
/** Codes that may mean that the server has another game here: it does not know the room type, or that has other tables. */
const OTHER_GAME_CODES = new Set([4003, 4004]);
/** Codes after which another room may still do. */
const ROOM_CODES = new Set([4005, 4006]);

const query = new URLSearchParams(location.search);
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const space = element<HTMLCanvasElement>("space");
const camera = new Camera(!calm);
const renderer = new Renderer(space, camera, !calm);
const controls = new Controls(element("touch"), element("stick"), element("fire"));
const stage: Stage = {
  camera,
  renderer,
  controls,
  sound: new Sound(),
  hud: new Hud(camera, () => (innerWidth < 700 || innerHeight < 500 ? 3 : 8)),
  minimap: new Minimap(element<HTMLCanvasElement>("minimap"), camera),
  network: new NetworkPanel(),
  chat: new ChatBox(() => controls.release()),
  watchBar: new WatchBar(space, { step: (by) => match?.step(by), takeSeat: () => void takeSeat() }),
  particleDensity: calm ? 0.35 : 1,
};
const start = new StartScreen(query.get("room") ?? "", query.get("name") ?? "", (choice) => void launch(choice));
const notice = new ConnectionNotice({
  tryAgain: () => match?.room.reconnect(),
  back: leave,
});
const menu = new Menu({ invite: () => void copyLink(), leave });
const slowNetwork = new SlowNetwork();
new ConditionsPanel(slowNetwork);
let match: Match | undefined;
let connection: ConnectionWatch | undefined;
/** Whether to look at what comes over the network, in this room and the next. */
let inspects = query.has("inspect");
let inspector: Inspector | undefined;

/** Goes from the start screen into a room. */
async function launch(choice: Choice): Promise<void> {
  start.busy(true);
  try {
    await enter(choice);
  } catch (error) {
    if (!(error instanceof JoinError)) throw error;
    const { code } = error.close;
    const other = OTHER_GAME_CODES.has(code) ? await elsewhere(GAME, choice.room) : undefined;
    if (other) start.showElsewhere(other);
    else if (isOutdated(error.close)) start.showOutdated(error.message);
    else start.show(error.message);
    if (ROOM_CODES.has(code)) start.forgetLink();
  }
}

/** Goes from watching to playing. Where there is no seat, watching goes on. */
async function takeSeat(): Promise<void> {
  if (!match) return;
  const { watchBar } = stage;
  const { id, roomType, playerName } = match.room;
  watchBar.say("");
  watchBar.busy(true);
  try {
    await enter({ name: playerName, roomType, room: id, create: false, spectate: false });
  } catch (error) {
    if (!(error instanceof JoinError)) throw error;
    watchBar.say(error.message);
  } finally {
    watchBar.busy(false);
  }
}

/** Joins, and shows the room; the one that was shown until then is left. */
async function enter(choice: Choice): Promise<void> {
  const before = match;
  const room = await join<Arena>({
    url: socketAddress(),
    ...choice,
    schema: arenaSchema,
    remember: "tickwire.arena",
    // Who watches has no ship to predict.
    ...(choice.spectate ? {} : { rules: rules() }),
    // The others are hit where they are seen, but what they do should be seen soon.
    renderDelaySnapshots: 1.25,
    teleportDistances: { ships: { x: 150, y: 150 } },
    // Without WebSockets the library says so.
    ...("WebSocket" in window ? { socket: socketsThrough(slowNetwork) } : {}),
  });
  if (match !== before) {
    room.leave();
    return;
  }
  match = new Match(room, stage);
  new ServerNotice(room);
  connection = new ConnectionWatch(room, "round");
  before?.room.leave();
  void showInspector();
  room.onStatus((status) => onStatus(room, status));
  start.hide();
  (document.activeElement as HTMLElement | null)?.blur();
  share(room.id);
}

function onStatus(room: Room<Arena>, status: Status): void {
  if (match?.room !== room) return;
  const news = connection!.changed(status, performance.now());
  if (status.state !== "joined") return;
  if (!status.resumed) match.restart();
  share(room.id);
  if (news) toast(news);
}

/** The address leads back to this room, and can be given to friends; or, from the start screen, to none. */
function share(room: string): void {
  const url = new URL(location.href);
  url.search = room ? new URLSearchParams({ room }).toString() : "";
  history.replaceState(null, "", url);
}

function leave(): void {
  const left = match;
  match = connection = undefined;
  closeInspector();
  left?.room.leave();
  notice.show(undefined);
  menu.close();
  stage.chat.leave();
  stage.hud.leave();
  share("");
  start.forgetLink();
  start.show();
  element("join").focus();
}

/** Opens the inspector of this room, if it is wanted. It is loaded then. */
async function showInspector(): Promise<void> {
  closeInspector();
  if (!inspects) return;
  const { inspect } = await import("tickwire-client/inspector");
  // While it was loaded, the room may have been left.
  if (inspects && match && !inspector)
    inspector = inspect(match.room, { conditions: slowNetwork, onClose: forgetInspector });
}

/** The player does not want it any more. */
function forgetInspector(): void {
  if (!inspector) return;
  inspector = undefined;
  inspects = false;
}

/** It is not wanted in this room any more. */
function closeInspector(): void {
  const open = inspector;
  inspector = undefined;
  open?.close();
}

function toggleInspector(): void {
  inspects = !inspector;
  void showInspector();
}

function toggleSound(): void {
  element("sound").setAttribute("aria-pressed", String(stage.sound.toggle()));
}

/** Buttons give the keyboard back to the ship. */
function onClick(id: string, action: () => void): void {
  element(id).addEventListener("click", (event) => {
    action();
    if (event.detail > 0) (event.currentTarget as HTMLElement).blur();
  });
}

element("sound").setAttribute("aria-pressed", String(stage.sound.on));
onClick("invite", () => void copyLink());
onClick("sound", toggleSound);
onClick("network-toggle", () => stage.network.toggle());
onClick("leave", leave);
addEventListener("keydown", (event) => {
  if (!match || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target as HTMLElement;
  if (target.closest("input, select, dialog")) return;
  if (event.code === "KeyN") stage.network.toggle();
  if (event.code === "KeyI") toggleInspector();
  if (event.code === "KeyM") toggleSound();
  if (event.key === "Escape") {
    controls.release();
    menu.open(match.room.id);
    event.preventDefault();
  }
  // On a button, Enter presses it.
  if (event.key === "Enter" && !target.closest("button, summary")) {
    stage.chat.open();
    event.preventDefault();
  }
});

const frameMillis: number[] = [];
let lastMillis = performance.now();

function frame(nowMillis: number): void {
  requestAnimationFrame(frame);
  const began = performance.now();
  const seconds = Math.min(LONGEST_FRAME_SECONDS, Math.max(0, nowMillis - lastMillis) / 1000);
  lastMillis = nowMillis;
  notice.show(connection?.trouble(nowMillis));
  if (match) match.frame(nowMillis, seconds);
  else {
    if (!calm) camera.x += seconds * 9;
    renderer.drawBackdrop(nowMillis);
  }
  frameMillis.push(performance.now() - began);
  if (frameMillis.length > FRAME_TIMES) frameMillis.shift();
}
requestAnimationFrame(frame);

/** What tests look at. */
const debug = {
  get state() {
    return match?.room.status.state ?? "start";
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
  /** Whom a watcher looks at. */
  get followed() {
    return match?.followed;
  },
  get counts() {
    return match && { ...match.counts };
  },
  get stats() {
    return match?.room.stats;
  },
  get rates() {
    return match?.room.rates;
  },
  get tunables() {
    return match?.room.tunables;
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
  void start.linked().then(launch);
} else {
  start.show();
}

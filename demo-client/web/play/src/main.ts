import { join, JoinError, type Room, type Status } from "tickwire-client";
import { ConnectionWatch, type Trouble } from "../../pages/connectionWatch.ts";
import { copyLink, element, setText, toast } from "../../pages/dom.ts";
import { Notice } from "../../pages/notice.ts";
import { ServerNotice } from "../../pages/serverNotice.ts";
import { pageOf, roomTypes, type RoomTypeInfo, socketAddress } from "../../pages/server.ts";
import { showCommands } from "./commands.ts";
import { Controls } from "./controls.ts";
import { logEvents } from "./eventLog.ts";
import { Field } from "./field.ts";
import { Rows } from "./rows.ts";
import { type Layer, layersOf, placeOf, slotOf } from "./world.ts";

const FIGURES_PERIOD_MILLIS = 500;
/** The game has other tables than before: its author has compiled it anew, and this page shows any. */
const OTHER_TABLES = 4003;

/** A room, and all that shows it. */
interface Play {
  readonly room: Room;
  readonly watch: ConnectionWatch;
  readonly layers: readonly Layer[];
  readonly field: Field | undefined;
  readonly rows: Rows;
  readonly controls: Controls;
}

const query = new URLSearchParams(location.search);
const notice = new Notice(() => (play ? play.room.reconnect() : void start()));
let play: Play | undefined;
let figuresMillis = 0;

async function start(): Promise<void> {
  say("Joining…");
  const types = await roomTypes();
  const wanted = query.get("type") ?? types?.[0]?.name ?? "";
  if (types) offer(types, wanted);
  if (types && wanted && !types.some(({ name }) => name === wanted)) {
    return say(`There is no room type ${wanted} on this server: choose another above.`);
  }
  try {
    const room = await join({
      url: socketAddress(),
      roomType: wanted,
      room: query.get("room") ?? "",
      name: query.get("name") ?? undefined,
      onStatus,
    });
    enter(room);
  } catch (error) {
    if (!(error instanceof JoinError)) throw error;
    // Any other room will do.
    query.delete("room");
    say(error.message, "Try again");
  }
}

function enter(room: Room): void {
  const layers = layersOf(room.schema);
  const canvas = element<HTMLCanvasElement>("field");
  const field = Field.of(canvas, layers);
  const controls = new Controls(room.schema.inputs);
  play = { room, watch: new ConnectionWatch(room, "room"), layers, field, rows: new Rows(room, layers), controls };
  logEvents(room);
  new ServerNotice(room);
  showCommands(room);
  element("nowhere").hidden = field !== undefined;
  element("invite").hidden = false;
  const place = placeOf(room.schema.inputs);
  if (place && field) {
    canvas.addEventListener("pointermove", ({ clientX, clientY }) => {
      const { x, y } = field.worldAt(clientX, clientY);
      controls.point(place.x, x);
      controls.point(place.y, y);
    });
  }
  share();
}

function onStatus(status: Status): void {
  if (!play) return;
  const news = play.watch.changed(status, performance.now());
  if (news) toast(news);
  if (status.state === "joined") {
    // An input of which a room has failed must not fail the next.
    if (!status.resumed) play.controls.rest();
    share();
  }
  // Its room went with it.
  else if (status.state === "closed" && status.close.code === OTHER_TABLES) open(play.room.roomType);
}

element("invite").addEventListener("click", () => void copyLink());

/** Shows a sentence over the field, before there is a room. */
function say(title: string, remedy: Trouble["remedy"] = ""): void {
  notice.show({ title, text: "", remedy });
}

/** The room types, to be changed between. */
function offer(types: readonly RoomTypeInfo[], wanted: string): void {
  const select = element<HTMLSelectElement>("types");
  select.replaceChildren(...types.map(({ name }) => new Option(name, name)));
  const own = types.find(({ name }) => name === wanted);
  if (!own) select.prepend(new Option(wanted, wanted));
  select.value = wanted;
  const hasChoice = select.options.length > 1;
  element("types-field").hidden = !hasChoice;
  element("title").hidden = hasChoice;
  select.onchange = () => open(select.value);
  const link = element<HTMLAnchorElement>("own-page");
  if (own) link.href = pageOf(own);
  link.hidden = !own || new URL(link.href).pathname === location.pathname;
}

/** Loads the page anew, with any room of a type. */
function open(type: string): void {
  location.search = new URLSearchParams({ type }).toString();
}

/** The address leads back to this room, and can be given to others. */
function share(): void {
  const { id, roomType } = play!.room;
  const url = new URL(location.href);
  url.search = new URLSearchParams({ type: roomType, room: id }).toString();
  history.replaceState(null, "", url);
  document.title = `${roomType} · Tickwire`;
  setText(element("title"), roomType);
  setText(element("room"), id);
}

function showFigures({ stats }: Room): void {
  const trip = Number.isNaN(stats.rttMillis) ? "–" : stats.rttMillis.toFixed(0);
  const kilobytes = (stats.bytesDownPerSecond / 1000).toFixed(1);
  setText(element("figures"), `${trip} ms · ${stats.snapshotsPerSecond.toFixed(0)}/s · ${kilobytes} kB/s`);
}

function frame(nowMillis: number): void {
  requestAnimationFrame(frame);
  if (!play) return;
  const { room, watch, field, rows, controls } = play;
  notice.show(watch.trouble(nowMillis));
  room.setInput(controls.input);
  const view = room.view(nowMillis);
  field?.draw(view, room.player);
  rows.update(view, room.player, nowMillis);
  if (nowMillis < figuresMillis) return;
  figuresMillis = nowMillis + FIGURES_PERIOD_MILLIS;
  showFigures(room);
}
requestAnimationFrame(frame);
void start();

/** What tests look at. */
const debug = {
  get room() {
    return play?.room.id;
  },
  get player() {
    return play?.room.player;
  },
  /** Where this player's row is, in the first table that has a row per player. */
  get own() {
    if (!play) return undefined;
    const layer = play.layers.find(({ perPlayer }) => perPlayer);
    const rows = layer ? [...play.room.view(performance.now()).table(layer.table.name)] : [];
    const row = rows.find(({ id }) => slotOf(id) === play!.room.player);
    return row && { x: row[layer!.place.x.name] as number, y: row[layer!.place.y.name] as number };
  },
};
declare global {
  interface Window {
    anyGame: typeof debug;
  }
}
window.anyGame = debug;

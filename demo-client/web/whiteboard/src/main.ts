import { join, JoinError, type Room, type Status } from "tickwire-client";
import { rules } from "whiteboard-rules";
import { Commands } from "./commands.ts";
import { Drafts } from "./drafts.ts";
import { ConnectionWatch } from "../../pages/connectionWatch.ts";
import { copyLink, element, setText, toast } from "../../pages/dom.ts";
import { elsewhere, socketAddress } from "../../pages/server.ts";
import { ServerNotice } from "../../pages/serverNotice.ts";
import { Notice } from "../../pages/notice.ts";
import { Hand } from "./hand.ts";
import { InkCanvas } from "./inkCanvas.ts";
import { textOf } from "./letters.ts";
import { Notes } from "./notes.ts";
import { People } from "./people.ts";
import { Stage } from "./stage.ts";
import { Start } from "./start.ts";
import { Toolbar } from "./toolbar.ts";
import { type Whiteboard, whiteboardSchema } from "./whiteboardTypes.ts";

/** Codes that may mean that the server has something else here: it does not know the room type, or that has other tables. */
const OTHER_GAME_CODES = new Set([4003, 4004]);
const ZOOM_STEP = 1.2;
const BACKGROUND_MILLIS = 200;
const LOST = "What you did last is not on the board.";
const NO_INK = "The board has no more ink: erase some first";

const query = new URLSearchParams(location.search);
const stage = new Stage();
const hand = new Hand();
const commands = new Commands();
const drafts = new Drafts(commands);
const people = new People();
const ink = new InkCanvas(stage);
const toolbar = new Toolbar({
  tool: (tool, byKeyboard) => {
    if (tool === "note" && byKeyboard) void addNote(innerWidth / 2, innerHeight / 2);
    else if (tool !== "select") notes.deselect();
  },
  color: (color) => notes.recolor(color),
});
const notes = new Notes(stage, hand, commands, drafts, () => toolbar.tool === "select" || toolbar.tool === "note");
const notice = new Notice(() => room?.reconnect());
const start = new Start(query.get("name") ?? "", (isNew) => void open(isNew));
let room: Room<Whiteboard> | undefined;
let connection: ConnectionWatch | undefined;
let status: Status["state"] | "start" = "start";

async function open(isNew: boolean): Promise<void> {
  start.busy(true);
  try {
    const joined = await join<Whiteboard>({
      url: socketAddress(),
      roomType: "whiteboard",
      room: isNew ? "" : (query.get("room") ?? ""),
      create: isNew,
      name: start.takeName(),
      schema: whiteboardSchema,
      remember: "tickwire.whiteboard",
      rules: rules(),
      onStatus,
    });
    notes.watch(joined);
    people.watch(joined);
    ink.watch(joined);
    commands.watch(joined);
    drafts.restart(joined.player!);
    room = joined;
    connection = new ConnectionWatch(room, "board");
    new ServerNotice(room);
    start.hide();
    share();
  } catch (error) {
    if (!(error instanceof JoinError)) throw error;
    status = "start";
    const board = query.get("room") ?? "";
    // Any other board will do.
    query.delete("room");
    start.show(
      error.message,
      OTHER_GAME_CODES.has(error.close.code) ? await elsewhere("whiteboard", board) : undefined,
    );
  }
}

function onStatus(next: Status): void {
  status = next.state;
  if (!room) return;
  const news = connection!.changed(next, performance.now());
  if (next.state !== "joined") return;
  const lost = next.resumed || isSettled() ? "" : LOST;
  if (news || lost) toast([news, lost].filter(Boolean).join(". "));
  if (!next.resumed) startAnew();
  share();
}

/** Whether the board has all that was done here. */
const isSettled = () => commands.areAnswered && drafts.isSettled;

/** This is another seat, perhaps on another board: nobody knows what became of what was done last. */
function startAnew(): void {
  drafts.restart(room!.player!);
  notes.restart();
}

/** The address leads back to this board, and can be given to others. */
function share(): void {
  const url = new URL(location.href);
  url.search = new URLSearchParams({ room: room!.id }).toString();
  history.replaceState(null, "", url);
  setText(element("room-name"), room!.id);
}

/** Adds a note at a place of the window, to be written on at once. */
async function addNote(clientX: number, clientY: number): Promise<void> {
  toolbar.pick("select");
  if (!room) return;
  const { x, y } = stage.place(clientX, clientY);
  const isDone = await commands.send("add", { x, y, color: toolbar.color });
  const [own] = room.newest().mine("people");
  if (isDone && own?.added) notes.editWhenThere(own.added);
  else if (room.status.state === "joined") {
    toast(`The board has space for ${room.schema.table("notes").capacity} notes: delete one first`);
  }
}

function point(event: PointerEvent): void {
  const { x, y } = stage.place(event.clientX, event.clientY);
  hand.x = x;
  hand.y = y;
  const isTouch = event.pointerType !== "mouse";
  hand.pointing = stage.isInside(event.clientX, event.clientY) && !(isTouch && event.type !== "pointermove");
}

stage.element.addEventListener("pointermove", point);
stage.element.addEventListener("pointerleave", () => (hand.pointing = false));
stage.element.addEventListener("pointerdown", (event) => {
  if (event.button !== 0 || !room) return;
  point(event);
  const isOnNote = (event.target as HTMLElement).closest(".note") !== null;
  if (toolbar.tool === "pen" || toolbar.tool === "eraser") {
    stage.element.setPointerCapture(event.pointerId);
    const drawn = room.newest().table("ink");
    if (toolbar.tool === "pen" && drawn.size === drawn.table.capacity) toast(NO_INK);
    hand.color = toolbar.color;
    hand[toolbar.tool] = true;
    hand.pointing = true;
  } else if (!isOnNote && toolbar.tool === "note" && stage.isInside(event.clientX, event.clientY)) {
    event.preventDefault();
    void addNote(event.clientX, event.clientY);
  } else if (!isOnNote) {
    notes.deselect();
  }
});
for (const type of ["pointerup", "pointercancel"] as const) {
  stage.element.addEventListener(type, (event) => {
    hand.pen = false;
    hand.eraser = false;
    if (event.pointerType !== "mouse") hand.pointing = false;
  });
}
addEventListener("keydown", (event) => {
  const isText = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
  if (!room || isText || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "+" || event.key === "=") stage.setZoom(stage.zoom * ZOOM_STEP);
  else if (event.key === "-") stage.setZoom(stage.zoom / ZOOM_STEP);
  else if (event.key === "Escape") toolbar.pick("select");
  else if (!toolbar.press(event.key)) return;
  event.preventDefault();
});
element("zoom-in").addEventListener("click", () => stage.setZoom(stage.zoom * ZOOM_STEP));
element("zoom-out").addEventListener("click", () => stage.setZoom(stage.zoom / ZOOM_STEP));
element("invite").addEventListener("click", () => void copyLink());

/** Takes what others have written, and sends what was written here and what the hand does. */
function exchange(room: Room<Whiteboard>): void {
  notes.showDrafts(drafts.merge(room.newest().table("letters"), performance.now()));
  drafts.send();
  room.setInput(hand.input);
}
// A page in the background draws no frames, and is to bring to the board what was written on it all the same.
setInterval(() => document.hidden && room && exchange(room), BACKGROUND_MILLIS);
addEventListener("beforeunload", (event) => !isSettled() && event.preventDefault());

function frame(nowMillis: number): void {
  requestAnimationFrame(frame);
  if (!room) return;
  notice.show(connection!.trouble(nowMillis));
  exchange(room);
  const view = room.view(nowMillis);
  notes.update(view.table("people"), room.player);
  ink.draw(view.table("ink"));
  element("hint").hidden = notes.count > 0 || view.table("ink").size > 0;
}
requestAnimationFrame(frame);

/** What tests look at. */
const debug = {
  get state() {
    return status;
  },
  get room() {
    return room?.id;
  },
  get settled() {
    return isSettled();
  },
  /** The notes as they are drawn. */
  get notes() {
    if (!room) return [];
    const view = room.view(performance.now());
    const letters = [...view.table("letters")].map(({ note, at, code }) => ({ note, at, code }));
    return [...view.table("notes")].map(({ id, x, y, color }) => {
      const own = letters.filter(({ note }) => note === id).sort((a, b) => a.at - b.at);
      return { id, x, y, color, text: textOf(own) };
    });
  },
  /** Where everybody points, by name. */
  get people() {
    const rows = room ? [...room.view(performance.now()).table("people")] : [];
    return Object.fromEntries(rows.map(({ name, x, y, pointing }) => [name, { x, y, pointing }]));
  },
  get curves() {
    return room?.view(performance.now()).table("ink").size ?? 0;
  },
  get stats() {
    return room?.stats;
  },
};
declare global {
  interface Window {
    whiteboard: typeof debug;
  }
}
window.whiteboard = debug;

if (start.hasName) void open(false);
else start.show();

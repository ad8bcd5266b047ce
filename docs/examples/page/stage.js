// What the pages of the examples share: a room, keys, buttons, and a canvas as large as the window.
import { join } from "/tickwire-client.js";

export const query = { game: "blobs", ...Object.fromEntries(new URLSearchParams(location.search)) };
export const [canvas, main, me, board, note] = ["canvas", "main", "#me", "#board", "#note"].map((part) =>
  document.querySelector(part),
);
document.title = document.documentElement.className = query.game;

const held = new Set();
addEventListener("keydown", ({ code }) => held.add(code));
addEventListener("keyup", ({ code }) => held.delete(code));
export const axis = (less, more) => held.has(more) - held.has(less);

/** Joins a room of this game. What is wrong with the connection is said in `#note`. */
export async function enter(options) {
  const url = location.origin.replace("http", "ws") + "/ws";
  const room = await join({ url, roomType: query.game, name: query.name ?? "Guest", ...options });
  room.onStatus(({ state, close }) => (note.textContent = state === "joined" ? "" : (close?.message ?? "Connecting…")));
  return (window.room = room);
}

export const button = (data, value, text, style = "") =>
  `<button class="${style}" data-${data}="${value}">${text}</button>`;

/** Shows lists of HTML below each other, if they are others than before. */
export function fill(...sections) {
  const html = sections.map((section) => `<section>${section.join("")}</section>`).join("");
  if (main.dataset.shown !== html) main.innerHTML = main.dataset.shown = html;
}

/** Where an event is, from the middle of the window, in units. */
export const point = ({ clientX, clientY }) => [(clientX - innerWidth / 2) / zoom, (clientY - innerHeight / 2) / zoom];

let zoom = 1;
/** Calls `draw(view, pen)` in each frame, with the middle of the window at 0, 0 and `reach` units from it to a corner. */
export function show(room, reach, draw) {
  const pen = canvas.getContext("2d");
  requestAnimationFrame(function frame(now) {
    zoom = Math.hypot(innerWidth, innerHeight) / 2 / reach;
    canvas.width = innerWidth * devicePixelRatio;
    canvas.height = innerHeight * devicePixelRatio;
    pen.scale(zoom * devicePixelRatio, zoom * devicePixelRatio);
    pen.translate(innerWidth / 2 / zoom, innerHeight / 2 / zoom);
    pen.textAlign = "center";
    draw(room.view(now), pen);
    requestAnimationFrame(frame);
  });
}

import(`./${query.game}/page/game.js`);

// What the pages of the examples share: a room, and a canvas as large as the window, which is drawn in each frame.
import { join } from "/tickwire-client.js";

export const query = Object.fromEntries(new URLSearchParams(location.search));
const held = new Set();
addEventListener("keydown", ({ code }) => held.add(code));
addEventListener("keyup", ({ code }) => held.delete(code));
export const axis = (less, more) => held.has(more) - held.has(less);

/** Joins as `options` say. What is wrong with the connection is said in `#note`. */
export async function enter(options) {
  const room = await join({
    url: location.origin.replace("http", "ws") + "/ws",
    name: query.name ?? "Guest",
    ...options,
  });
  const note = document.getElementById("note");
  room.onStatus(({ state, close }) => (note.textContent = state === "joined" ? "" : (close?.message ?? "Connecting…")));
  return (window.room = room);
}

/** Calls `draw(view, pen, zoom)`, with the middle of the window at 0, 0 and about `reach` units from it to a corner. */
export function show(room, reach, draw) {
  const canvas = document.querySelector("canvas"),
    pen = canvas.getContext("2d");
  requestAnimationFrame(function frame(now) {
    const width = (canvas.width = innerWidth * devicePixelRatio),
      height = (canvas.height = innerHeight * devicePixelRatio);
    const zoom = Math.hypot(width, height) / 2 / reach;
    pen.setTransform(zoom, 0, 0, zoom, width / 2, height / 2);
    draw(room.view(now), pen, zoom / devicePixelRatio);
    requestAnimationFrame(frame);
  });
}

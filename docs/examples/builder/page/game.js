import { slotOf } from "/tickwire-client.js";
import { axis, enter, show } from "/stage.js";

const COLORS = "#7fb069 #8a5a34 #8d9299 #6b4423 #c89b5a #a97c4f #33363b #ffcc33 #b0723a #9aa7b5 #cdeffa #e8d9a0".split(
  " ",
);
const SLOTS = 30,
  SIDE = 16,
  REACH = 6 * SIDE;
const answers = {
  tooFar: "That is too far away.",
  full: "There is no room.",
  missing: "You lack something.",
  occupied: "Something is in the way.",
};
const [canvas, note, main] = ["canvas", "#note", "main"].map((part) => document.querySelector(part));
const room = await enter({ roomType: "builder" });
const ITEMS = room.schema.table("tiles").column("block").labels;
const say = async (kind, values) => (note.textContent = answers[await room.send(kind, values)] ?? "");
let selected = 0,
  zoom = 1,
  me = { x: 0, y: 0 },
  walk;

canvas.onpointerdown = ({ clientX, clientY }) => {
  const x = (clientX - innerWidth / 2) / zoom,
    y = (clientY - innerHeight / 2) / zoom;
  if (Math.hypot(x, y) > REACH)
    return (walk = { right: Math.sign(Math.round(x / 60)), down: Math.sign(Math.round(y / 60)) });
  const tile = Math.floor((me.y + y) / SIDE) * 256 + Math.floor((me.x + x) / SIDE);
  const { block } = [...room.newest().table("tiles")].find(({ id }) => slotOf(id) === tile) ?? {};
  if (block === "nothing") say("place", { tile, slot: selected });
  else if (block === "chest" && me.open !== tile) say("open", { tile });
  else say("dig", { tile });
};
addEventListener("pointerup", () => (walk = undefined));
main.onclick = ({ target: { dataset } }) => {
  if (dataset.recipe) say("craft", { recipe: Number(dataset.recipe) });
  const slot = Number(dataset.slot);
  // From the bag into the chest, or back; within the bag, another slot is chosen.
  if (dataset.slot && slot < SLOTS === selected < SLOTS) selected = slot;
  else if (dataset.slot) say("swap", { from: selected, to: slot }).then(() => (selected = Math.min(slot, selected)));
};

show(room, 420, (view, pen, scale) => {
  room.setInput(walk ?? { right: axis("ArrowLeft", "ArrowRight"), down: axis("ArrowUp", "ArrowDown") });
  const [own] = view.mine("people");
  if (!own) return;
  me = { x: own.x, y: own.y, open: own.open };
  zoom = scale;
  pen.translate(-me.x, -me.y);
  for (const { x, y, block } of view.table("tiles")) {
    if (block === "nothing") continue;
    pen.fillStyle = COLORS[ITEMS.indexOf(block)];
    pen.fillRect(x, y, SIDE, SIDE);
    pen.fillStyle = "#0002";
    pen.fillRect(x, y + SIDE - 3, SIDE, 3);
  }
  pen.textAlign = "center";
  pen.font = "7px system-ui";
  for (const { x, y, name, id } of view.table("people")) {
    pen.fillStyle = `hsl(${id * 67} 70% 45%)`;
    pen.fillRect(x - 5, y - 9, 10, 18);
    pen.fillStyle = "#fff";
    pen.fillText(name, x, y - 12);
  }
  const slot = (item, count, number) =>
    `<button class="${number === selected ? "on" : ""}" data-slot="${number}">${count ? `${ITEMS[item]}<br />${count}` : ""}</button>`;
  const slots = (first, [bag]) => (bag ? [...bag.item].map((item, i) => slot(item, bag.count[i], first + i)) : []);
  const crafts = ["planks", "stick", "torch", "chest", "pick"].map(
    (what, i) => `<button data-recipe="${i}">+ ${what}</button>`,
  );
  const parts = [slots(SLOTS, [...view.table("chests")]), crafts, slots(0, view.mine("bags"))];
  const html = parts.map((part) => `<section>${part.join("")}</section>`).join("");
  if (main.dataset.shown !== html) main.innerHTML = main.dataset.shown = html;
});

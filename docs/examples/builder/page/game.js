import { slotOf } from "/tickwire-client.js";
import { axis, button, canvas, enter, fill, main, note, point, show } from "/stage.js";

const COLORS = "#7fb069 #8a5a34 #8d9299 #6b4423 #c89b5a #a97c4f #33363b #ffcc33 #b0723a #9aa7b5 #cdeffa #e8d9a0".split(
  " ",
);
const CRAFTS = ["planks", "stick", "torch", "chest", "pick"].map((what, i) => button("recipe", i, `+ ${what}`));
const ANSWERS = {
  tooFar: "That is too far away.",
  full: "There is no room.",
  missing: "You lack something.",
  occupied: "Something is in the way.",
};
const [SLOTS, SIDE] = [30, 16];
const room = await enter();
const ITEMS = room.schema.table("tiles").column("block").labels;
const say = async (kind, values) => (note.textContent = ANSWERS[await room.send(kind, values)] ?? "");
let selected = 0;
let walk;

canvas.onpointerdown = (event) => {
  const [x, y] = point(event);
  const [me] = room.mine("people");
  if (Math.hypot(x, y) > 6 * SIDE)
    return (walk = { right: Math.sign(Math.round(x / 60)), down: Math.sign(Math.round(y / 60)) });
  const tile = Math.floor((me.y + y) / SIDE) * 256 + Math.floor((me.x + x) / SIDE);
  const { block } = [...room.newest().table("tiles")].find(({ id }) => slotOf(id) === tile) ?? {};
  if (block === "nothing") say("place", { tile, slot: selected });
  else say(block === "chest" && me.open !== tile ? "open" : "dig", { tile });
};
addEventListener("pointerup", () => (walk = undefined));
main.onclick = ({ target: { dataset } }) => {
  if (dataset.recipe) say("craft", { recipe: Number(dataset.recipe) });
  const slot = Number(dataset.slot);
  // From the bag into the chest, or back; within the bag, another slot is chosen.
  if (dataset.slot && slot < SLOTS === selected < SLOTS) selected = slot;
  else if (dataset.slot) say("swap", { from: selected, to: slot }).then(() => (selected = Math.min(slot, selected)));
};

show(room, 420, (view, pen) => {
  room.setInput(walk ?? { right: axis("ArrowLeft", "ArrowRight"), down: axis("ArrowUp", "ArrowDown") });
  const [me] = view.mine("people");
  pen.translate(-me.x, -me.y);
  for (const { x, y, block } of view.table("tiles")) {
    if (block === "nothing") continue;
    pen.fillStyle = COLORS[ITEMS.indexOf(block)];
    pen.fillRect(x, y, SIDE, SIDE);
    pen.fillStyle = "#0002";
    pen.fillRect(x, y + SIDE - 3, SIDE, 3);
  }
  pen.font = "7px system-ui";
  for (const { x, y, name, id } of view.table("people")) {
    pen.fillStyle = `hsl(${id * 67} 70% 45%)`;
    pen.fillRect(x - 5, y - 9, 10, 18);
    pen.fillStyle = "#fff";
    pen.fillText(name, x, y - 12);
  }
  const slot = (item, count, i) =>
    button("slot", i, count ? `${ITEMS[item]}<br />${count}` : "", i === selected ? "on" : "");
  const slots = (first, [bag]) => (bag ? [...bag.item].map((item, i) => slot(item, bag.count[i], first + i)) : []);
  fill(slots(SLOTS, [...view.table("chests")]), CRAFTS, slots(0, view.mine("bags")));
});

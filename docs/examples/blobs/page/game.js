import { board, canvas, enter, fill, me, note, point, show } from "/stage.js";

const room = await enter();
const split = () => room.send("split", {}).catch(() => {});
fill([`<button id="split">Split</button>`]);
document.getElementById("split").onclick = split;
addEventListener("keydown", ({ code, repeat }) => code === "Space" && !repeat && split());
canvas.onpointermove = canvas.onpointerdown = (event) => {
  const [x, y] = point(event);
  room.setInput({ heading: Math.atan2(y, x), throttle: Math.min(4, Math.round(Math.hypot(x, y) / 60)) });
};
room.on("eaten", ({ name, by }) => (note.textContent = `${by} ate ${name}`));
let eye = { x: 3000, y: 3000 };

show(room, 700, (view, pen) => {
  const mine = view.mine("cells");
  const mass = mine.reduce((sum, cell) => sum + cell.mass, 0);
  const middle = (axis) => mine.reduce((sum, cell) => sum + cell[axis] * cell.mass, 0) / mass;
  if (mass) eye = { x: middle("x"), y: middle("y") };
  pen.scale(1 / (1 + mass / 20_000), 1 / (1 + mass / 20_000));
  pen.translate(-eye.x, -eye.y);
  pen.strokeStyle = "#fff8";
  pen.strokeRect(0, 0, 6000, 6000);
  const circle = (x, y, radius, color) => {
    pen.fillStyle = color;
    pen.beginPath();
    pen.arc(x, y, radius, 0, 7);
    pen.fill();
  };
  for (const { x, y, color } of view.table("pellets")) circle(x, y, 5, color);
  for (const { x, y, radius, player, name } of [...view.table("cells")].sort((a, b) => a.radius - b.radius)) {
    circle(x, y, radius, `hsl(${player * 67} 65% ${player === room.player ? 55 : 38}%)`);
    pen.font = `${Math.max(12, radius / 3)}px system-ui`;
    pen.fillStyle = "#fff";
    pen.fillText(name, x, y + radius / 9);
  }
  board.textContent = [...view.table("leaders")].map(({ name, mass }) => name && `${name}  ${mass}`).join("\n");
  me.textContent = mass ? `Mass ${mass}` : "Eaten. You are back in a moment.";
});

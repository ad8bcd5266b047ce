import { enter, show } from "/stage.js";

const room = await enter({ roomType: "blobs" });
const text = (id) => document.getElementById(id);
const split = () => room.send("split", {}).catch(() => {});
text("split").onclick = split;
addEventListener("keydown", ({ code, repeat }) => code === "Space" && !repeat && split());
let eye = { x: 3000, y: 3000 };
for (const kind of ["pointermove", "pointerdown"]) {
  document.querySelector("canvas").addEventListener(kind, ({ clientX, clientY }) => {
    const x = clientX - innerWidth / 2,
      y = clientY - innerHeight / 2;
    const throttle = Math.min(4, Math.round((Math.hypot(x, y) / Math.min(innerWidth, innerHeight)) * 12));
    room.setInput({ heading: Math.atan2(y, x), throttle });
  });
}
room.on("eaten", ({ name, by }) => (text("note").textContent = `\n\n${by} ate ${name}`));

show(room, 700, (view, pen) => {
  const [me] = view.mine("people"),
    mine = view.mine("cells");
  const mass = mine.reduce((sum, cell) => sum + cell.mass, 0);
  const middle = (axis) => mine.reduce((sum, cell) => sum + cell[axis] * cell.mass, 0) / mass;
  if (mass) eye = { x: middle("x"), y: middle("y") };
  const zoom = 1 / (1 + mass / 20_000);
  pen.scale(zoom, zoom);
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
  pen.textAlign = "center";
  for (const { x, y, radius, player, name } of [...view.table("cells")].sort((a, b) => a.radius - b.radius)) {
    circle(x, y, radius, `hsl(${player * 67} 65% ${player === room.player ? 55 : 38}%)`);
    pen.font = `${Math.max(12, radius / 3)}px system-ui`;
    pen.fillStyle = "#fff";
    pen.fillText(name, x, y + radius / 9);
  }
  text("board").textContent = [...view.table("leaders")].map(({ name, mass }) => name && `${name}  ${mass}`).join("\n");
  text("me").textContent = me?.cells ? `Mass ${me.mass}` : "Eaten. You are back in a moment.";
});

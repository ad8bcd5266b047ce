import { axis, board, enter, me, show } from "/stage.js";

// The rules are there when Maven has compiled them. Without them, what you do shows a round trip later.
const { rules } = await import("/racing.js").catch(() => ({}));
const room = await enter({ rules: rules?.() });
const seconds = (ticks) => (Math.max(0, ticks) / room.rates.tickRateHz).toFixed(1);
let bump = { until: 0 };
room.on("bumps", ({ x, y }) => (bump = { x, y, until: performance.now() + 250 }));
// A finger on one side of the screen steers there, and two brake.
let touch;
const feel = ({ touches: [a, b] }) =>
  (touch = a && { steer: b ? 0 : a.clientX < innerWidth / 2 ? -1 : 1, gas: b ? -1 : 1 });
for (const kind of ["touchstart", "touchend"]) addEventListener(kind, feel);

show(room, 620, (view, pen) => {
  room.setInput(touch ?? { steer: axis("ArrowLeft", "ArrowRight"), gas: axis("ArrowDown", "ArrowUp") });
  const [own] = view.mine("cars");
  const [race] = view.table("race");
  pen.translate(-own.x, -own.y);
  const road = new Path2D();
  race.roadX.forEach((x, i) => road.lineTo(x, race.roadY[i]));
  road.closePath();
  pen.lineJoin = "round";
  for (const [width, color] of Object.entries({ 190: "#e8ede9", 180: "#3b4540", 2: "#78857e" }).reverse()) {
    pen.lineWidth = width;
    pen.strokeStyle = color;
    pen.stroke(road);
  }
  const car = (x, y, heading, color) => {
    pen.save();
    pen.translate(x, y);
    pen.rotate(heading);
    pen.fillStyle = color;
    pen.beginPath();
    pen.roundRect(-14, -8, 28, 16, 5);
    pen.fill();
    pen.restore();
  };
  // The ghost is where the best lap was after as many ticks as this lap has taken.
  const at = Math.floor(view.tick - own.lapFrom);
  const [x, nextX, y, nextY] = [race.ghostX[at], race.ghostX[at + 1], race.ghostY[at], race.ghostY[at + 1]];
  if (at > 0 && at < race.bestOfAll - 1) car(x, y, Math.atan2(nextY - y, nextX - x), "#fff5");
  pen.font = "13px system-ui";
  for (const { id, x, y, heading, place, name } of view.table("cars")) {
    car(x, y, heading, id === own.id ? "#ffd24a" : `hsl(${id * 67} 70% 60%)`);
    pen.fillStyle = "#fff";
    pen.fillText(`${place ? `${place}. ` : ""}${name}`, x, y - 18);
  }
  if (bump.until > performance.now()) pen.fillText("💥", bump.x, bump.y + 5);
  const lap = race.phase === "running" ? `lap ${Math.min(3, own.lap + 1)} of 3` : race.phase;
  me.textContent = `${lap}  ${seconds(race.until - view.tick)} s`;
  board.textContent = race.bestOfAll ? `best lap ${seconds(race.bestOfAll)} s by ${race.bestBy}` : "";
});

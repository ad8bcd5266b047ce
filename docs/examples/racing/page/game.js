import { axis, enter, show } from "/stage.js";

// The rules are there when Maven has compiled them. Without them, what you do shows a round trip later.
const { rules } = await import("/racing.js").catch(() => ({}));
const room = await enter({ roomType: "racing", rules: rules?.() });
const seconds = (ticks) => (Math.max(0, ticks) / room.rates.tickRateHz).toFixed(1);
let bump = { x: 0, y: 0, until: 0 };
room.on("bumps", ({ x, y }) => (bump = { x, y, until: performance.now() + 250 }));
// A finger on one side of the screen steers there, and two brake.
let touch;
const feel = ({ touches: [a, b] }) =>
  (touch = a && { steer: b ? 0 : a.clientX < innerWidth / 2 ? -1 : 1, gas: b ? -1 : 1 });
for (const kind of ["touchstart", "touchend"]) addEventListener(kind, feel);

show(room, 620, (view, pen) => {
  const keys = { steer: axis("ArrowLeft", "ArrowRight"), gas: axis("ArrowDown", "ArrowUp") };
  room.setInput(touch ?? keys);
  const [me] = view.mine("cars");
  const [race] = view.table("race");
  pen.translate(-me.x, -me.y);
  const road = new Path2D();
  for (const { x, y } of view.table("road")) road.lineTo(x, y);
  road.closePath();
  pen.lineJoin = "round";
  for (const [width, color] of Object.entries({ 190: "#e8ede9", 180: "#3b4540", 2: "#78857e" }).reverse()) {
    pen.lineWidth = width;
    pen.strokeStyle = color;
    pen.stroke(road);
  }
  const car = ({ x, y, heading }, color) => {
    pen.save();
    pen.translate(x, y);
    pen.rotate(heading);
    pen.fillStyle = color;
    pen.beginPath();
    pen.roundRect(-14, -8, 28, 16, 5);
    pen.fill();
    pen.fillStyle = "#0008";
    pen.fillRect(0, -6, 6, 12);
    pen.restore();
  };
  // The ghost is where the best lap was after as many ticks as this lap has taken.
  const ghost = Math.floor(view.tick - me.lapFrom);
  if (race.phase === "running" && ghost < race.bestOfAll) car([...view.table("ghost")][ghost], "#fff5");
  pen.textAlign = "center";
  pen.font = "13px system-ui";
  for (const each of view.table("cars")) {
    car(each, each.id === me.id ? "#ffd24a" : `hsl(${each.id * 67} 70% 60%)`);
    pen.fillStyle = "#fff";
    pen.fillText(`${each.place ? `${each.place}. ` : ""}${each.name}`, each.x, each.y - 18);
  }
  if (bump.until > performance.now()) pen.fillText("💥", bump.x, bump.y + 5);
  const laps = race.phase === "running" ? `lap ${Math.min(3, me.lap + 1)} of 3` : race.phase;
  const best = race.bestOfAll ? `best lap ${seconds(race.bestOfAll)} s by ${race.bestBy}` : "";
  document.getElementById("race").textContent = `${laps}  ${seconds(race.until - view.tick)} s\n${best}`;
});

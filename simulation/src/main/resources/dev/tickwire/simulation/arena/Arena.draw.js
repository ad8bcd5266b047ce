// Draws Arena's world for the viewer of recordings: docs/recording.md says what `draw` is given.

const SIZE = 2400;
const SHIP = 14;
const ROCKS = { small: 18, medium: 34, large: 60 };
const PICKUPS = { repair: "#5be39a", rapid: "#ffb84d" };
const HULL = [
  [1.15, 0],
  [-0.8, 0.75],
  [-0.45, 0],
  [-0.8, -0.75],
];

/** The hue of a player, as in the game. */
const hueOf = (player) => Math.round(209 + (Math.floor(((player * 0.618033988749895) % 1) * 16) / 16) * 290) % 360;

/** A number from 0 to 1 that depends on another one in no visible way. */
const scatter = (seed) => Math.abs(Math.sin(seed * 127.1 + 11.7) * 43758.5453) % 1;

export function draw(canvas, { tables, tick, density, picked }) {
  const pen = canvas.getContext("2d");
  const scale = Math.min(canvas.width, canvas.height) / SIZE;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.fillStyle = "#05070f";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.setTransform(scale, 0, 0, scale, (canvas.width - SIZE * scale) / 2, (canvas.height - SIZE * scale) / 2);
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, SIZE, SIZE);
  pen.clip();
  sky(pen);
  // From far away things are drawn larger than they are, or nothing would be seen of them.
  const zoom = Math.max(1, (0.55 * density) / scale);
  for (const { x, y, kind } of tables.pickups) pickup(pen, x, y, PICKUPS[kind] ?? "#fff", tick, zoom);
  for (const { row, x, y, size } of tables.asteroids) rock(pen, x, y, ROCKS[size] ?? 30, row, tick);
  for (const { x, y, player } of tables.bullets) glow(pen, x, y, 4 * zoom, `hsl(${hueOf(player)} 100% 78%)`);
  const ships = tables.ships.filter(({ hull }) => hull > 0);
  for (const one of ships) ship(pen, one, zoom);
  for (const one of ships) label(pen, one, zoom, (11 * density) / scale);
  const marked = picked && tables[picked.table]?.find(({ row }) => row === picked.row);
  if (marked && "x" in marked) {
    pen.strokeStyle = "#fff";
    pen.lineWidth = (1.5 * density) / scale;
    circle(pen, marked.x, marked.y, 34 * zoom);
    pen.stroke();
  }
  pen.restore();
  pen.strokeStyle = "rgb(86 132 255 / 0.85)";
  pen.lineWidth = (1.5 * density) / scale;
  pen.strokeRect(0, 0, SIZE, SIZE);
}

function sky(pen) {
  const light = pen.createRadialGradient(SIZE * 0.35, SIZE * 0.3, 100, SIZE / 2, SIZE / 2, SIZE * 0.8);
  light.addColorStop(0, "#141c38");
  light.addColorStop(1, "#070a16");
  pen.fillStyle = light;
  pen.fillRect(0, 0, SIZE, SIZE);
  for (let star = 0; star < 240; star++) {
    pen.fillStyle = `rgb(255 255 255 / ${0.15 + 0.5 * scatter(star + 0.5)})`;
    const size = 2 + 4 * scatter(star + 900);
    pen.fillRect(scatter(star) * SIZE, scatter(star + 400) * SIZE, size, size);
  }
}

function circle(pen, x, y, radius) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
}

function glow(pen, x, y, radius, color) {
  pen.globalCompositeOperation = "lighter";
  pen.fillStyle = color;
  for (const [times, alpha] of [
    [2.4, 0.25],
    [1, 1],
  ]) {
    pen.globalAlpha = alpha;
    circle(pen, x, y, radius * times);
    pen.fill();
  }
  pen.globalAlpha = 1;
  pen.globalCompositeOperation = "source-over";
}

function pickup(pen, x, y, color, tick, zoom) {
  glow(pen, x, y, (9 + Math.sin(tick / 6)) * zoom, color);
}

function rock(pen, x, y, radius, row, tick) {
  pen.beginPath();
  for (let corner = 0; corner < 11; corner++) {
    const angle = (corner / 11) * 2 * Math.PI + scatter(row) * 7 + tick * 0.004 * (scatter(row + 3) - 0.5);
    const far = radius * (0.8 + 0.28 * scatter(row * 31 + corner));
    pen.lineTo(x + Math.cos(angle) * far, y + Math.sin(angle) * far);
  }
  pen.closePath();
  pen.fillStyle = "#3a4152";
  pen.strokeStyle = "#8792a8";
  pen.lineWidth = 3;
  pen.fill();
  pen.stroke();
}

function ship(pen, { x, y, heading, player, thrusting, shielded }, zoom) {
  const hue = hueOf(player);
  if (thrusting) {
    const back = -SHIP * 0.9 * zoom;
    glow(pen, x + Math.cos(heading) * back, y + Math.sin(heading) * back, 5 * zoom, "#ffa04d");
  }
  pen.save();
  pen.translate(x, y);
  pen.rotate(heading);
  pen.scale(SHIP * zoom, SHIP * zoom);
  pen.beginPath();
  for (const [forward, aside] of HULL) pen.lineTo(forward, aside);
  pen.closePath();
  pen.fillStyle = `hsl(${hue} 60% 32%)`;
  pen.strokeStyle = `hsl(${hue} 90% 72%)`;
  pen.lineWidth = 0.16;
  pen.fill();
  pen.stroke();
  pen.restore();
  if (shielded) {
    pen.strokeStyle = `hsl(${hue} 90% 72% / 0.6)`;
    pen.lineWidth = 2 * zoom;
    circle(pen, x, y, 24 * zoom);
    pen.stroke();
  }
}

/** Name and hull. */
function label(pen, { x, y, name, hull, player }, zoom, height) {
  const wide = 30 * zoom;
  const top = y - 26 * zoom;
  pen.fillStyle = "rgb(255 255 255 / 0.2)";
  pen.fillRect(x - wide / 2, top, wide, 3 * zoom);
  pen.fillStyle = hull > 35 ? "#5be39a" : "#ff6b6b";
  pen.fillRect(x - wide / 2, top, (wide * hull) / 100, 3 * zoom);
  pen.font = `${height}px system-ui, sans-serif`;
  pen.textAlign = "center";
  pen.fillStyle = `hsl(${hueOf(player)} 85% 80%)`;
  pen.fillText(name, x, top - 4 * zoom);
}

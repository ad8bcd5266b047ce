import { join } from "tickwire-client";
import { WebSocket } from "ws";
import { type Arena, arenaSchema } from "../../demo/src/arenaTypes.ts";

const url = process.argv[2] ?? "ws://127.0.0.1:8080/ws";
const room = await join<Arena>({ url, name: "Hunter", schema: arenaSchema, socket: (url) => new WebSocket(url) });
room.on("kills", ({ byName, name }) => console.log(`${byName || "A rock"} shot down ${name}`));
const LOOK_MILLIS = 50;
setInterval(() => {
  const ships = [...room.view(performance.now()).table("ships")];
  const own = ships.find(({ player }) => player === room.player);
  const prey = ships.find(({ player, hull }) => player !== room.player && hull > 0);
  if (!own || !prey) return room.setInput({});
  const angle = Math.atan2(prey.y - own.y, prey.x - own.x) - own.heading;
  // A turn that would go further past the prey than it points beside it now is none.
  const isClose = Math.cos(angle) > Math.cos((room.tunables.turnRate * LOOK_MILLIS) / 2000);
  room.setInput({ turn: isClose ? 0 : Math.sign(Math.sin(angle)), fire: Math.cos(angle) > 0.9, thrust: true });
}, LOOK_MILLIS);

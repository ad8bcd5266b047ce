import { slotOf } from "/tickwire-client.js";
import { enter, query } from "/stage.js";

const [door, note, table] = ["form", "#note", "main"].map((part) => document.querySelector(part));
door.code.value = query.code ?? "";
door.onsubmit = async (event) => {
  event.preventDefault();
  const { name, password, code, cards, turnSeconds } = Object.fromEntries(new FormData(door));
  const options = { cards: Number(cards), turnSeconds: Number(turnSeconds), password };
  const ways = { any: {}, friends: { code, password }, create: { create: true, listed: false, options } };
  try {
    play(await enter({ roomType: "cards", name, ...ways[event.submitter.value] }));
    door.remove();
  } catch (error) {
    note.textContent = error.message;
  }
};

const safe = (text) => text.replace(/[&<"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const button = (what, value, text, style = "") => `<button class="${style}" data-${what}="${value}">${text}</button>`;
const face = (card) => "A,2,3,4,5,6,7,8,9,10,J,Q,K".split(",")[card % 13] + "♠♥♣♦"[Math.floor(card / 13)];
const draw = (card) => button("card", card, face(card), Math.floor(card / 13) % 2 ? "card red" : "card");

const nameOf = (room, player) =>
  [...room.newest().table("seats")].find(({ id }) => slotOf(id) === player)?.name ?? "Somebody";

function play(room) {
  const answers = { notNow: "It is not your turn.", illegal: "That card does not fit." };
  const moves = { drew: "drew a card", timedOut: "took too long, and drew a card", won: "has won" };
  room.on(
    "moves",
    ({ player, how }) => (note.textContent = moves[how] ? `${nameOf(room, player)} ${moves[how]}.` : ""),
  );
  if (query.ticket) room.send("sign", { ticket: query.ticket });
  table.onclick = async ({ target: { dataset } }) => {
    if (dataset.do) room.send(dataset.do, {});
    if (dataset.kick) room.send("kick", { seat: Number(dataset.kick) });
    if (dataset.card) note.textContent = answers[await room.send("play", { card: Number(dataset.card) })] ?? "";
  };
  requestAnimationFrame(function frame(now) {
    const html = drawTable(room, room.view(now));
    if (table.dataset.shown !== html) table.innerHTML = table.dataset.shown = html;
    requestAnimationFrame(frame);
  });
}

function drawTable(room, view) {
  const [round] = view.table("round");
  const [me] = view.mine("seats");
  const isPlaying = round.phase === "playing";
  const seats = [...view.table("seats")].map((seat) => {
    const number = slotOf(seat.id);
    const state = isPlaying ? `${seat.cards} cards` : seat.isReady ? "ready" : "";
    const cup = round.phase === "results" && round.winner === number ? "🏆 " : "";
    const kick = me?.isHost && seat.id !== me.id ? ` ${button("kick", number, "✕")}` : "";
    const title = `${cup}${safe(seat.name)}${seat.isHost ? " ★" : ""}${kick}`;
    return `<b class="${isPlaying && round.turn === number ? "turn" : ""}">${title}<br />${seat.points} points ${state}</b>`;
  });
  const seconds = Math.max(0, Math.ceil((round.endsAt - view.tick) / room.rates.tickRateHz));
  const deck = button("do", "draw", `draw<br />${round.left}`, "card deck");
  const ready = button("do", "ready", me?.isReady ? "Waiting for others…" : "Ready");
  const middle = isPlaying ? `${draw(round.top)}${deck} ${seconds} s` : ready;
  const hand = isPlaying && me ? view.mine("cards").map(({ id }) => draw(slotOf(id))) : [];
  const code = room.code ? `Invitation code <b>${room.code}</b>` : "";
  return code + [seats, [middle], hand].map((part) => `<section>${part.join("")}</section>`).join("");
}

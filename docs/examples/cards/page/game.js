import { slotOf } from "/tickwire-client.js";
import { button, enter, fill, main, note, query, show } from "/stage.js";

main.innerHTML = `<form>
  <section><input name="name" placeholder="your name" required /> <button value="any">Play with anybody</button></section>
  <section>
    <input name="password" placeholder="password, if any" /> <input name="code" placeholder="invitation code" />
    <button value="friends">Join friends</button>
  </section>
  <section>
    <label>cards <input name="cards" type="number" value="5" min="3" max="10" /></label>
    <label>seconds a turn <input name="turnSeconds" type="number" value="15" min="5" max="120" /></label>
    <button value="create">Open a table for friends</button>
  </section>
</form>`;
main.onsubmit = async (event) => {
  event.preventDefault();
  const { name, password, code, cards, turnSeconds } = Object.fromEntries(new FormData(event.target));
  const options = { cards: Number(cards), turnSeconds: Number(turnSeconds), password };
  const ways = { any: {}, friends: { code, password }, create: { create: true, listed: false, options } };
  try {
    play(await enter({ name, ...ways[event.submitter.value] }));
  } catch (error) {
    note.textContent = error.message;
  }
};

const answers = { notNow: "It is not your turn.", illegal: "That card does not fit." };
const moves = { drew: "drew a card", timedOut: "took too long, and drew a card", won: "has won" };
const safe = (text) => text.replace(/[&<"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const face = (card) => "A,2,3,4,5,6,7,8,9,10,J,Q,K".split(",")[card % 13] + "♠♥♣♦"[Math.floor(card / 13)];
const draw = (card) => button("card", card, face(card), Math.floor(card / 13) % 2 ? "card red" : "card");

function play(room) {
  room.on("moves", ({ name, how }) => (note.textContent = moves[how] ? `${name} ${moves[how]}.` : ""));
  if (query.ticket) room.send("sign", { ticket: query.ticket });
  main.onclick = async ({ target: { dataset } }) => {
    if (dataset.do) room.send(dataset.do, {});
    if (dataset.kick) room.send("kick", { seat: Number(dataset.kick) });
    if (dataset.card) note.textContent = answers[await room.send("play", { card: Number(dataset.card) })] ?? "";
  };
  show(room, 1, (view) => {
    const [round] = view.table("round");
    const [me] = view.mine("seats");
    const isPlaying = round.phase === "playing";
    const seats = [...view.table("seats")].map(({ id, name, isHost, isReady, cards, points }) => {
      const cup = round.phase === "results" && round.winner === slotOf(id) ? "🏆 " : "";
      const kick = me?.isHost && id !== me.id ? ` ${button("kick", slotOf(id), "✕")}` : "";
      const state = isPlaying ? `${cards} cards` : isReady ? "ready" : "";
      const style = isPlaying && round.turn === slotOf(id) ? "turn" : "";
      return `<b class="${style}">${cup}${safe(name)}${isHost ? " ★" : ""}${kick}<br />${points} points ${state}</b>`;
    });
    const seconds = Math.max(0, Math.ceil((round.endsAt - view.tick) / room.rates.tickRateHz));
    const deck = button("do", "draw", `draw<br />${round.left}`, "card deck");
    const ready = button("do", "ready", me?.isReady ? "Waiting for others…" : "Ready");
    const middle = isPlaying ? [draw(round.top), deck, `${seconds} s`] : [ready];
    const hand = isPlaying && me ? view.mine("cards").map(({ id }) => draw(slotOf(id))) : [];
    fill(room.code ? [`Invitation code <b>${room.code}</b>`] : [], seats, middle, hand);
  });
}

import { make } from "../../pages/dom.ts";
import { duration, millis, plain, rate } from "./format.ts";
import type { Person } from "./protocol.ts";

/** The columns of the table of those who are in a room. */
export function peopleColumns() {
  const number = (title: string, of: (person: Person) => number, hint: string, format: (value: number) => string) => ({
    title,
    hint,
    isNumber: true,
    show: (person: Person) => format(of(person)),
    by: of,
  });
  return [
    {
      title: "Name",
      show: ({ name, number }: Person) => (number < 0 ? `${name || "Somebody"} (watches)` : name),
      by: ({ name }: Person) => name,
    },
    number(
      "Number",
      ({ number }) => number,
      "by which the game knows the player",
      (value) => (value < 0 ? "–" : String(value)),
    ),
    number("Connected", (person) => person.connectedSeconds, "since its newest connection began", duration),
    number(
      "Round trip",
      (person) => person.roundTripMillis,
      "from a snapshot to its ack",
      (value) => (value < 0 ? "–" : millis(value)),
    ),
    number("Margin", (person) => person.inputMarginMillis, "how early inputs come; below 0: late", millis),
    number("Ack lag", (person) => person.ackLagTicks, "ticks that acks are behind", plain),
    number("Pace", (person) => person.paceInterval, "every how-manieth snapshot is sent", plain),
    number("Bytes", (person) => person.bytesPerSecond, "of snapshots", rate),
    number("Skipped", (person) => person.snapshotsSkipped, "snapshots not sent since it does not keep up", plain),
    number(
      "Dropped",
      (person) => person.inputsDropped,
      "inputs that came too late, too early, twice, or in a crowd",
      plain,
    ),
    {
      title: "Client",
      hint: "library and version, as it says",
      show: ({ client }: Person) => client.replace("tickwire-", "") || "–",
      by: ({ client }: Person) => client,
    },
    { title: "", show: actButtons },
  ];
}

/** What an operator can do about somebody, and see of a player. */
function actButtons({ place, name, number }: Person): Node {
  const all = make("span", "buttons");
  for (const [act, label] of [
    ...(number < 0 ? [] : [["bytes", "Bytes"]]),
    ["kick", "Remove"],
    ["mute", "Mute"],
    ["ban", "Ban"],
  ]) {
    const button = make("button", "", label);
    button.type = "button";
    Object.assign(button.dataset, { act, place: String(place), name, number: String(number) });
    all.append(button);
  }
  return all;
}

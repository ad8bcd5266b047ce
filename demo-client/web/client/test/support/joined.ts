import { type AnyGame, type GameTypes, join, type JoinOptions, type Status } from "../../src/index.ts";
import { FakeEnvironment } from "./fakeEnvironment.ts";

/** A room that has been joined, and whose first snapshot has come. */
export async function joined<Game extends GameTypes = AnyGame>(
  options: Partial<JoinOptions<Game>> & { environment?: FakeEnvironment } = {},
  welcome = {},
) {
  const environment = options.environment ?? new FakeEnvironment();
  const statuses: Status[] = [];
  const joining = join<Game>({
    url: "ws://test/ws",
    roomType: "arena",
    name: "Ada",
    onStatus: (status) => statuses.push(status),
    ...options,
    environment,
  });
  environment.socket.open();
  environment.socket.welcome(welcome);
  environment.socket.snapshot(100);
  const room = await joining;
  return { room, environment, socket: environment.socket, statuses };
}

/** Plays snapshots at 20 Hz. */
export function play(environment: FakeEnvironment, from: number, count: number, timers = true): void {
  for (let tick = from; tick < from + count; tick++) {
    if (timers) environment.pass(50);
    else environment.sleep(50);
    environment.socket.snapshot(tick);
  }
}

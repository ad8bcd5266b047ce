import { expect, test } from "vitest";
import { isThisMachine } from "../dom.ts";

test.each(["localhost", "127.0.0.1", "127.1.2.3", "[::1]", "game.localhost"])("%s is only this machine", (host) => {
  expect(isThisMachine(host)).toBe(true);
});

test.each(["192.168.1.7", "play.example.org", "127.example.org", "localhost.example.org", "[fe80::1]", "10.127.0.0"])(
  "%s is for others, too",
  (host) => {
    expect(isThisMachine(host)).toBe(false);
  },
);

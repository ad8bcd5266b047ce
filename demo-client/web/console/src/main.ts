import "uplot/dist/uPlot.min.css";
import { element, setText } from "../../pages/dom.ts";
import { ActDialog } from "./actDialog.ts";
import { Api, TOKEN } from "./api.ts";
import { Connection, type State } from "./connection.ts";
import { GamesPanel } from "./gamesPanel.ts";
import { History } from "./history.ts";
import { KeptRooms } from "./keptRooms.ts";
import type { Shown } from "./protocol.ts";
import { RoomPage } from "./roomPage.ts";
import { SavedRecordings } from "./savedRecordings.ts";
import { ServerActs } from "./serverActs.ts";
import { roomLink, ServerPage } from "./serverPage.ts";

const api = new Api();
const connection = new Connection(api.token, onShown, onState);
const history = new History(api);
const dialog = new ActDialog();
const serverPage = new ServerPage();
const gamesPanel = new GamesPanel(api, dialog);
const savedRecordings = new SavedRecordings(api);
const serverActs = new ServerActs(api, dialog);
const keptRooms = new KeptRooms(api, dialog);
const roomPage = new RoomPage(api, connection, dialog);

function onShown({ at, server, room: shown, beside }: Shown): void {
  if (server) {
    serverPage.show(at, server);
    serverActs.show(server);
    gamesPanel.show();
    savedRecordings.show();
    keptRooms.show();
    history.show(server.changes);
  }
  if (shown) {
    roomPage.show(at, shown, beside);
    if ("changes" in shown) history.show(shown.changes);
  }
}

function onState(state: State): void {
  const texts = {
    connecting: "connecting…",
    shown: "live",
    asked: "not signed in",
    away: "the server does not answer",
  };
  setText(element("connection"), texts[state]);
  element("connection").className = state;
  element("sign-in").hidden = state !== "asked";
  if (state === "asked") {
    sessionStorage.removeItem(TOKEN);
    element("token").focus();
  }
  element("server").hidden = state === "asked" || addressed("room") !== "";
  element("room").hidden = state === "asked" || addressed("room") === "";
}

/** Which room the address names, and which to compare it with; empty: none. */
function addressed(what: "room" | "beside"): string {
  return new URLSearchParams(location.hash.slice(1)).get(what) ?? "";
}

function route(): void {
  const id = addressed("room");
  element("server").hidden = id !== "";
  element("room").hidden = id === "";
  document.title = id ? `${id} · Tickwire console` : "Console · Tickwire";
  const crumbs = element("crumbs");
  if (id) {
    const all = document.createElement("a");
    all.href = "#";
    all.textContent = "All rooms";
    crumbs.replaceChildren(all, " › ", roomLink(id));
    roomPage.open(id, addressed("beside"));
  } else {
    crumbs.replaceChildren();
    connection.show({ watch: "server" });
  }
}

element("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  api.token = element<HTMLInputElement>("token").value;
  element<HTMLInputElement>("token").value = "";
  sessionStorage.setItem(TOKEN, api.token);
  connection.signIn(api.token);
});
addEventListener("hashchange", route);
route();

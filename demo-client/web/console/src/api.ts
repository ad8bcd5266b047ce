import type { Change, Changes, Games, KeptRoom, Preset, Sanction, SavedRecording } from "./protocol.ts";

/** Kept as long as this tab: no other page, and nobody who uses the browser later, is to find it. */
export const TOKEN = "tickwire-console-token";

/** What the console asks of the server, one answer at a time. */
export class Api {
  /** The secret of a token; empty: none is needed. */
  token = globalThis.sessionStorage?.getItem(TOKEN) ?? "";

  changes(): Promise<Changes> {
    return this.ask("changes");
  }

  /** Says of some rooms how they run. */
  adjust(scope: object, settings: object): Promise<Change> {
    return this.ask("adjust", { ...scope, ...settings });
  }

  undo(number: number): Promise<Change> {
    return this.ask("undo", { number });
  }

  reset(scope: object): Promise<Change> {
    return this.ask("reset", scope);
  }

  sanctions(): Promise<{ readonly sanctions: readonly Sanction[] }> {
    return this.ask("sanctions");
  }

  presets(): Promise<{ readonly presets: readonly Preset[] }> {
    return this.ask("presets");
  }

  /** The newest recordings that the server has saved, and how many older ones there are. */
  recordings(): Promise<{ readonly recordings: readonly SavedRecording[]; readonly more: number }> {
    return this.ask("recordings");
  }

  games(): Promise<Games> {
    return this.ask("games");
  }

  /** Saves what is at a path as a file of the browser: a link could not show the token. */
  async download(path: string, name: string): Promise<void> {
    const answer = await this.answer(path);
    const link = Object.assign(document.createElement("a"), {
      href: URL.createObjectURL(await answer.blob()),
      download: name,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  keptRooms(): Promise<{ readonly rooms: readonly KeptRoom[]; readonly problems: readonly string[] }> {
    return this.ask("kept-rooms");
  }

  /** Does something with a room, a person, or the server. */
  act<T>(name: string, what: object): Promise<T> {
    return this.ask(name, what);
  }

  async ask<T>(path: string, body?: object): Promise<T> {
    return (await (await this.answer(path, body)).json()) as T;
  }

  /** The answer; an error has the server's sentence. */
  private async answer(path: string, body?: object): Promise<Response> {
    const headers: Record<string, string> = this.token ? { authorization: `Bearer ${this.token}` } : {};
    const answer = await fetch(`./api/v1/${path}`, {
      headers,
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(await sentenceOf(answer));
    return answer;
  }
}

/** What is in between may answer with something else than a problem. */
export async function sentenceOf(answer: Response): Promise<string> {
  const problem = (await answer.json().catch(() => undefined)) as { detail?: unknown } | undefined;
  return typeof problem?.detail === "string" ? problem.detail : `The server answers with ${answer.status}.`;
}

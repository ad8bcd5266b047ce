import type { Change, Changes } from "./protocol.ts";

/** What the console asks of the server, one answer at a time. */
export class Api {
  /** The secret of a token; empty: none is needed. */
  token = "";

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

  close(room: string): Promise<unknown> {
    return this.ask("close", { room });
  }

  kick(room: string, place: number, name: string, why: string): Promise<unknown> {
    return this.ask("kick", { room, place, name, why });
  }

  /** The answer; an error has the server's sentence. */
  private async ask<T>(path: string, body?: object): Promise<T> {
    const headers: Record<string, string> = this.token ? { authorization: `Bearer ${this.token}` } : {};
    const answer = await fetch(`./api/v1/${path}`, {
      headers,
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error((await answer.text()).trim());
    return (await answer.json()) as T;
  }
}

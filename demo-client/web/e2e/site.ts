import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A site of somebody else: what it serves is put into {@link files}, by path. */
export class Site {
  readonly files = new Map<string, string>();

  private constructor(private readonly server: Server) {
    server.on("request", (request, response) => {
      const path = request.url!;
      const body = this.files.get(path);
      response.writeHead(body === undefined ? 404 : 200, {
        "Content-Type": path.endsWith(".js") ? "text/javascript" : "text/html",
      });
      response.end(body);
    });
  }

  static open(): Promise<Site> {
    const server = createServer();
    return new Promise((resolve, reject) => {
      server.on("error", reject);
      server.listen(0, "127.0.0.1", () => resolve(new Site(server)));
    });
  }

  /** Its origin. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

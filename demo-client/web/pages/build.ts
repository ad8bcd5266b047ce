import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { defaultClientConditions, defaultServerConditions, type Plugin, type UserConfig } from "vite";

/** All that our pages need; the server's own policy, which pages of other authors get too, says the rest. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  // Some browsers do not count a page's own WebSocket among 'self'.
  "connect-src 'self' ws: wss:",
].join("; ");

const COMPRESSED = /\.(html|js|css|svg|map|ts)$/;

/** The directory for files whose names change with their content: the server lets browsers keep files in a directory of this name for ever. */
export const IMMUTABLE = "immutable";

/** The name in package.json under which a package has its sources: here they are taken, and not what was built of them. */
export const SOURCE = "tickwire-source";

/** For a Vite that builds or tests what is in here. */
export const SOURCES: UserConfig = {
  resolve: { conditions: [SOURCE, ...defaultClientConditions] },
  ssr: { resolve: { conditions: [SOURCE, ...defaultServerConditions] } },
};

/** How all pages are built: with a policy for what they may load, and compressed. */
export function pages(): Plugin[] {
  const meta = { "http-equiv": "Content-Security-Policy", content: POLICY };
  return [
    { name: "tickwire-sources", config: () => SOURCES },
    {
      name: "tickwire-policy",
      apply: "build",
      transformIndexHtml: () => [{ tag: "meta", attrs: meta, injectTo: "head-prepend" }],
    },
    { ...compressed(), apply: "build" },
  ];
}

/** Writes a compressed file beside each, so that the server need not compress. */
export function compressed() {
  return {
    name: "tickwire-compressed",
    writeBundle({ dir = "" }: { dir?: string | undefined }, bundle: object): void {
      for (const name of Object.keys(bundle)) if (COMPRESSED.test(name)) compress(join(dir, name));
    },
  };
}

function compress(file: string): void {
  writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
}

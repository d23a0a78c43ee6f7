import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

const PAGE = '<!doctype html><html lang="en"><title>@nn</title><script type="module" src="page.js"></script></html>';

/** The strictest policy that lets a page start its own scripts and workers, and report. */
const policy = (scripts: string): string =>
  `default-src 'none'; script-src ${scripts}; worker-src 'self'; connect-src 'self'`;

/** What makes a page cross-origin isolated, so that it may share memory with its workers. */
export const ISOLATION = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

export interface Server {
  readonly url: string;
  close(): Promise<void>;
}

/** What a page may do. */
export interface Permissions {
  /** Share memory with its workers. */
  readonly crossOriginIsolated: boolean;
  /** Compile WebAssembly. */
  readonly webAssembly: boolean;
}

export interface ServerOptions {
  readonly scripts: ReadonlyMap<string, string>;
  readonly permissions: Permissions;
  readonly onReport: (report: unknown) => void;
}

/** Serves a page and its scripts on this machine alone, and passes on what they report. */
export async function serve({ scripts, permissions, onReport }: ServerOptions): Promise<Server> {
  const { crossOriginIsolated, webAssembly } = permissions;
  const headers = {
    "Content-Security-Policy": policy(webAssembly ? "'self' 'wasm-unsafe-eval'" : "'self'"),
    ...(crossOriginIsolated && ISOLATION),
  };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url!, "http://127.0.0.1").pathname.slice(1);
    const script = scripts.get(path);
    if (path === "") {
      response.writeHead(200, { ...headers, "Content-Type": "text/html" }).end(PAGE);
    } else if (script !== undefined) {
      response.writeHead(200, { ...headers, "Content-Type": "text/javascript" }).end(script);
    } else if (path === "report") {
      onReport(JSON.parse(await text(request)));
      response.writeHead(204, headers).end();
    } else {
      response.writeHead(404, headers).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

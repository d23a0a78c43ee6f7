import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import type { Manifest } from "./workbench.js";

/** A package as a registry has it. */
export interface Published {
  readonly manifest: Manifest;
  readonly tarball: string;
}

/** A registry on this machine alone, with some packages in it. */
export async function serveRegistry(packages: readonly Published[]): Promise<{ url: string; close(): void }> {
  const byName = new Map(packages.map((published) => [published.manifest.name, published]));
  const byFile = new Map(packages.map(({ tarball }) => [basename(tarball), tarball]));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url!.slice(1));
    const published = byName.get(path);
    const tarball = byFile.get(basename(path));
    if (published !== undefined) response.setHeader("Content-Type", "application/json").end(describe(published));
    else if (tarball !== undefined) response.end(readFileSync(tarball));
    else response.writeHead(404).end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function describe({ manifest, tarball }: Published): string {
    const { name, version } = manifest;
    const integrity = `sha512-${createHash("sha512").update(readFileSync(tarball)).digest("base64")}`;
    const dist = { tarball: `${url}/-/${basename(tarball)}`, integrity };
    return JSON.stringify({ name, "dist-tags": { latest: version }, versions: { [version]: { ...manifest, dist } } });
  }

  return { url, close: () => void server.close().closeAllConnections() };
}

import { readFileSync } from "node:fs";

/** The version of this package, as its manifest says it. */
export function version(): string {
  const manifest = readFileSync(new URL(import.meta.resolve("@nn/cli/package.json")), "utf8");
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

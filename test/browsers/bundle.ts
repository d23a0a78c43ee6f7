import { fileURLToPath } from "node:url";
import { build } from "rolldown";

const inside = (file: string): string => fileURLToPath(new URL(`inside/${file}`, import.meta.url));

/** What the other threads of a pool run. Bundlers that don't know `new Worker(new URL(…))` have to be told of it. */
const poolWorker = fileURLToPath(import.meta.resolve("@nn/core/pool-worker"));

/** The scripts of the page, of the worker and of a pool's threads by their file names, with the built packages in them. */
export const bundle = (): Promise<ReadonlyMap<string, string>> =>
  bundled({ page: inside("page.ts"), worker: inside("worker.ts"), "pool-worker": poolWorker });

/** Those of a page that loads stored networks. */
export const bundleOfStored = (): Promise<ReadonlyMap<string, string>> => bundled({ page: inside("stored.ts") });

async function bundled(input: Record<string, string>): Promise<ReadonlyMap<string, string>> {
  const { output } = await build({
    input,
    platform: "browser",
    resolve: { alias: { vitest: inside("vitest.ts") }, extensionAlias: { ".js": [".ts", ".js"] } },
    output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" },
    write: false,
  });
  return new Map(output.flatMap((file) => (file.type === "chunk" ? [[file.fileName, file.code] as const] : [])));
}

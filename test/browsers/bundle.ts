import { fileURLToPath } from "node:url";
import { build } from "rolldown";

const inside = (file: string): string => fileURLToPath(new URL(`inside/${file}`, import.meta.url));

/** What the other threads of a pool run. Bundlers that don't know `new Worker(new URL(…))` have to be told of it. */
const poolWorker = fileURLToPath(import.meta.resolve("@nn/core/pool-worker"));

/** The scripts of the page, of the worker and of a pool's threads by their file names, with the built packages in them. */
export async function bundle(): Promise<ReadonlyMap<string, string>> {
  const { output } = await build({
    input: { page: inside("page.ts"), worker: inside("worker.ts"), "pool-worker": poolWorker },
    platform: "browser",
    resolve: { alias: { vitest: inside("vitest.ts") }, extensionAlias: { ".js": [".ts", ".js"] } },
    output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" },
    write: false,
  });
  return new Map(output.flatMap((file) => (file.type === "chunk" ? [[file.fileName, file.code] as const] : [])));
}

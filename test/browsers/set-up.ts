import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { browsers } from "./installed.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the addresses of browsers are asked for. */
    readonly browsers: string;
  }
}

const script = fileURLToPath(new URL("serve.mjs", import.meta.url));

/** Has browsers started once for all files: each start takes seconds of computing. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const child = fork(script, [
    JSON.stringify(Object.fromEntries(browsers.map(({ name, options }) => [name, options]))),
  ]);
  const [address] = (await once(child, "message")) as [string];
  project.provide("browsers", address);
  return async () => {
    const ended = once(child, "exit");
    child.disconnect();
    await ended;
  };
}

import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Sequential } from "@nn/core";
import { type ServerOptions, toServer } from "@nn/formats";
import type { FastifyInstance } from "fastify";
import { ownFolder } from "../../fixtures/own-folder.js";

/** A service, which can be asked without an address. */
export type App = FastifyInstance & { drainSeconds: number };

/** Makes the service in a folder, which finds fastify as if it were installed there. */
export async function appIn(path: string, options?: { logger?: object }): Promise<App> {
  const modules = join(path, "node_modules");
  if (!existsSync(modules)) {
    mkdirSync(modules);
    symlinkSync(dirname(createRequire(import.meta.url).resolve("fastify")), join(modules, "fastify"));
  }
  const { makeApp } = (await import(/* @vite-ignore */ pathToFileURL(join(path, "app.js")).href)) as {
    makeApp(options?: { logger?: object }): App;
  };
  return makeApp(options);
}

const folder = ownFolder("nn-server");
let count = 0;

/** Writes the service of a network, and makes it. */
export function appOf(network: Sequential, options?: ServerOptions, given?: { logger?: object }): Promise<App> {
  const name = String(count++);
  mkdirSync(join(folder.path, name));
  for (const [file, content] of Object.entries(toServer(network, options))) folder.write(`${name}/${file}`, content);
  return appIn(join(folder.path, name), given);
}

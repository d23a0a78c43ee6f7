import type { Sequential } from "@nn/core";
import { checkNetwork } from "@nn/core/component";
import { moduleText } from "../module/to-module.js";
import { appText, START } from "./app.js";
import { openApiText } from "./open-api.js";
import { DOCKERFILE, DOCKERIGNORE, packageText, readmeText } from "./package-texts.js";
import { checkServer, type ServerOptions } from "./server-options.js";

/** A service: files that lie in one folder, by their names. */
export interface ServerFiles {
  /** The service itself, without an address: what it answers, and its limits. */
  readonly "app.js": string;
  /** Starts it, and stops it when it is told to. */
  readonly "server.js": string;
  /** The network, as {@link toModule} writes it. */
  readonly "network.js": string;
  /** What it takes and gives, in OpenAPI 3.1. */
  readonly "openapi.json": string;
  /** What it needs: fastify, in one version. */
  readonly "package.json": string;
  /** How it is put into a container. */
  readonly Dockerfile: string;
  /** What stays out of the container. */
  readonly ".dockerignore": string;
  /** How it is started and asked. */
  readonly "README.md": string;
}

/**
 * A network as a small service over HTTP: `POST /predict` takes rows and gives what the network answers to each, with the bits of
 * its `predict`; `GET /health` says whether it is up, and `GET /openapi.json` what it takes. `npm install` and `npm start` in the folder of
 * these files run it, or `docker build`; it needs fastify and nothing else.
 *
 * With a pipeline, rows are objects with a value for each column, and answers are labels with probabilities, or numbers in the
 * column's unit. Without one, a row is an example, nested by the network's shape, and an answer the outputs.
 *
 * What can't be answered gets a status of 4xx and a sentence which says the row, the column and what was expected, in the form of RFC
 * 9457. A body, the rows of a request and the time for it are limited. At SIGTERM it says so at `/health`, answers what still comes
 * for five seconds, finishes what it has begun, and ends.
 *
 * @throws OptionError for options that don't exist or don't fit, and for a network that {@link toModule} can't write.
 *
 * @example
 * const rows = [{ size: 1, kind: "small" }, { size: 9, kind: "large" }];
 * const pipeline = Pipeline.fit(rows, { target: "kind" });
 * const network = new Sequential([new Dense(1, 1)], { pipeline });
 * const files = toServer(network, { mostRows: 100 });
 * Object.keys(files).join(" "); // => "app.js server.js network.js openapi.json package.json Dockerfile .dockerignore README.md"
 * JSON.parse(files["openapi.json"]).components.schemas.Answer.properties.label.enum; // => ["large", "small"]
 */
export function toServer(network: Sequential, options: ServerOptions = {}): ServerFiles {
  checkNetwork("toServer", network);
  const limits = checkServer(options);
  const module = moduleText(network, undefined, true);
  return {
    "app.js": appText(network, limits),
    "server.js": START,
    "network.js": module,
    "openapi.json": openApiText(network, limits),
    "package.json": packageText(limits),
    Dockerfile: DOCKERFILE,
    ".dockerignore": DOCKERIGNORE,
    "README.md": readmeText(network, limits),
  };
}

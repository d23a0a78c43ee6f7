import type { Sequential } from "@nn/core";
import { schemasOf } from "./schemas.js";
import type { ServerOptions } from "./server-options.js";

/** The service, as a function that makes it: so that tests ask it without an address. */
export function appText(network: Sequential, { largestBody, mostRows, seconds }: Required<ServerOptions>): string {
  const example = JSON.stringify({ rows: [schemasOf(network).example] });
  const shown = example.length > 500 ? "'{\"rows\": […]}'" : `JSON.stringify(${example})`;
  return `import { readFileSync } from "node:fs";
import { STATUS_CODES } from "node:http";
import { setImmediate, setTimeout } from "node:timers/promises";
import Fastify, { LogController } from "fastify";
import { predictRow } from "./network.js";

/** The most bytes of a body, and rows of a request. */
const LARGEST_BODY = ${largestBody};
const MOST_ROWS = ${mostRows};
/** How long a request may take to come, and to be answered. */
const SECONDS = ${seconds};
/** How long others wait for a request of many rows. */
const TURN_MILLISECONDS = 20;
/** A body that can be answered. */
const EXAMPLE = ${shown};
const TOO_LONG = \`The answer took longer than \${SECONDS} s: send fewer rows in a request.\`;
const OPENAPI = readFileSync(new URL("openapi.json", import.meta.url), "utf8");

/** What is wrong with a request. */
class Refusal extends Error {
  constructor(statusCode, message) {
    super(message);
    this.statusCode = statusCode;
  }
}

/** Makes the service. \`app.drainSeconds\` is how long it goes on answering when it is closed. */
export function makeApp({ logger = false } = {}) {
  let isStopping = false;
  const app = Fastify({
    logger,
    // One line a request, below.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LARGEST_BODY,
    requestTimeout: SECONDS * 1000,
    http: { connectionsCheckingInterval: 1000 },
    return503OnClosing: false,
    frameworkErrors: refuse,
  });
  app.removeContentTypeParser("text/plain");
  app.decorate("drainSeconds", 0);
  // Until a balancer has seen that it stops, requests still come: they are answered, with "connection: close".
  app.addHook("preClose", async () => {
    isStopping = true;
    await setTimeout(app.drainSeconds * 1000);
  });
  app.addHook("onResponse", async (request, reply) => {
    const { method, url } = request;
    request.log.info({ method, url, status: reply.statusCode, milliseconds: reply.elapsedTime }, "answered");
  });
  app.setErrorHandler(refuse);
  app.setNotFoundHandler((request) => {
    const there = "There are POST /predict, GET /health and GET /openapi.json.";
    throw new Refusal(404, \`\${request.method} \${request.url} isn't here. \${there}\`);
  });
  app.get("/health", { logLevel: "warn" }, (_, reply) => {
    reply.code(isStopping ? 503 : 200).send({ status: isStopping ? "stopping" : "up" });
  });
  app.get("/openapi.json", (_, reply) => {
    reply.type("application/json").send(OPENAPI);
  });
  app.post("/predict", async (request, reply) => {
    const answers = [];
    let turn = performance.now();
    for (const [i, row] of asked(request.body).entries()) {
      answers.push(answer(row, i));
      if (performance.now() - turn < TURN_MILLISECONDS) continue;
      await setImmediate();
      // Nothing waits for the answer any more.
      if (request.socket.destroyed) throw new Refusal(503, "The connection was closed before the answer.");
      if (reply.elapsedTime > SECONDS * 1000) throw new Refusal(503, TOO_LONG);
      turn = performance.now();
    }
    return { answers };
  });
  return app;
}

/** The rows of a body. */
function asked(body) {
  const rows = body?.rows;
  if (!Array.isArray(rows)) {
    const is = Array.isArray(body) ? "is a list" : rows === undefined ? "has none" : "has something else there";
    throw new Refusal(400, \`The body must be an object with a list of rows, as in \${EXAMPLE}, but \${is}.\`);
  }
  if (rows.length <= MOST_ROWS) return rows;
  throw new Refusal(413, \`A request has \${MOST_ROWS} rows at most, but this one has \${rows.length}: send them in several.\`);
}

function answer(row, i) {
  try {
    return predictRow(row, i);
  } catch (error) {
    throw error instanceof RangeError ? new Refusal(400, error.message) : error;
  }
}

/** Sends what is wrong as a sentence, in the form of RFC 9457. */
function refuse(error, request, reply) {
  const status = error.statusCode ?? 500;
  if (status === 500) request.log.error(error);
  const problem = { title: STATUS_CODES[status], status, detail: sentence(error, status, request) };
  reply.code(status).type("application/problem+json").send(JSON.stringify(problem));
}

function sentence(error, status, request) {
  if (error instanceof Refusal) return error.message;
  if (status === 500) return "The service failed; its log says how.";
  if (status === 413) return \`A body has \${LARGEST_BODY} bytes at most, but this one has more: send the rows in several requests.\`;
  if (status === 415) {
    const type = request.headers["content-type"];
    return \`The body must be JSON and say so by "content-type: application/json", but \${type ? \`says "\${type}"\` : "says nothing"}.\`;
  }
  if (/JSON|prototype/.test(error.message) || error.code === "FST_ERR_CTP_EMPTY_JSON_BODY") return \`The body must be JSON, as in \${EXAMPLE}, but can't be read as such.\`;
  return \`The request can't be read: \${error.message}.\`;
}
`;
}

/** The program that starts a service, and stops it. */
export const START = `import { makeApp } from "./app.js";

const { HOST = "127.0.0.1", PORT = "8080", LOG_LEVEL = "info", DRAIN_SECONDS = "5" } = process.env;
const app = makeApp({ logger: { level: LOG_LEVEL } });

// At SIGTERM it still answers while those who send learn that it stops; Ctrl-C waits for nothing but what has begun.
for (const [signal, seconds] of [["SIGTERM", Number(DRAIN_SECONDS)], ["SIGINT", 0]]) {
  process.once(signal, async () => {
    app.log.info({ signal, seconds }, "stopping");
    app.drainSeconds = seconds;
    await app.close();
    app.log.info("stopped");
  });
}

await app.listen({ host: HOST, port: Number(PORT) });
`;

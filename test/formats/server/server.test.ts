import { createRequire } from "node:module";
import { setImmediate } from "node:timers/promises";
import { Sequential } from "@nn/core";
import { label, logarithm, numeric, oneHot, Pipeline } from "@nn/data";
import { toServer } from "@nn/formats";
import { Conv2D, Dense, Embedding, Flatten, identity, tanh } from "@nn/layers";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { fresh, networkOf, pipelines } from "../module/rows.js";
import { appOf } from "./written.js";

interface Described {
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
  readonly paths: {
    "/predict": { post: { requestBody: { content: { "application/json": { example: { rows: unknown[] } } } } } };
  };
}

const others = {
  "numbers in, numbers out": new Sequential([new Dense(2, 3, { activation: tanh }), new Dense(3, 2)], { seed: 1 }),
  "an image": new Sequential([new Conv2D(1, 2, { kernelSize: 3 }), new Flatten()], { inputShape: [4, 4, 1], seed: 1 }),
  "whole numbers": new Sequential([new Embedding(5, 2), new Flatten()], { inputShape: [3], seed: 1 }),
} as unknown as Record<string, Sequential>;
const piped = (name: keyof typeof pipelines, dtype?: "float32"): [string, Sequential] => {
  const [pipeline, activation] = pipelines[name];
  return [`${name}, ${dtype}`, networkOf(pipeline as unknown as Pipeline, activation, dtype)];
};
const networks = [
  ...(["two classes", "three classes, from logits", "a number"] as const).map((name) => piped(name)),
  piped("a class and a number", "float32"),
  ...Object.entries(others),
];

describe.each(networks)("%s", (_, network) => {
  const document = JSON.parse(toServer(network)["openapi.json"]) as Described;
  const { example } = document.paths["/predict"].post.requestBody.content["application/json"];

  test("answers with the bits of predict, as its description says", async () => {
    const app = await appOf(network);
    // What JSON can't say are gaps there.
    const gaps = { mass: null, bill: null, island: null };
    // JSON has neither NaN nor undefined, which are gaps.
    const raw = JSON.parse(JSON.stringify(fresh)) as object[];
    const rows = network.pipeline ? raw.map((row) => ({ ...gaps, ...row })) : [...example.rows, ...example.rows];
    const { statusCode, body } = await app.inject({ method: "POST", url: "/predict", payload: { rows } });
    expect(statusCode, body).toBe(200);
    expect(JSON.parse(body)).toEqual({ answers: network.predict(rows as never) });
    const alone = await app.inject({ method: "POST", url: "/predict", payload: example });
    expect(alone.json()).toEqual({ answers: network.predict(example.rows as never) });
    const schema = (name: string) => ({ components: document.components, $ref: `#/components/schemas/${name}` });
    const ajv = new Ajv2020({ strict: false });
    expect(ajv.validate(schema("Answers"), JSON.parse(body)), ajv.errorsText()).toBe(true);
    expect(ajv.validate(schema("Rows"), example), ajv.errorsText()).toBe(true);
    expect(ajv.validate(schema("Rows"), { rows: [{}] })).toBe(false);
    await app.close();
  });
});

test.each(["a class and a number", "an image"])("the description is OpenAPI 3.1: %s", async (name) => {
  const [, network] = networks.find(([each]) => each.startsWith(name))!;
  const document = JSON.parse(toServer(network)["openapi.json"]) as object;
  const validator = new Validator();
  expect(await validator.validate({ ...document })).toEqual({ valid: true });
  expect(validator.version).toBe("3.1");
});

/** A service that asks for a number, a logarithm's number and a category. */
const rows = [
  { mass: 1, bill: 2, island: "Biscoe", kind: "a" },
  { mass: 2, bill: 3, island: "Dream", kind: "b" },
];
const asking = (): Sequential =>
  networkOf(
    Pipeline.fit(rows, {
      inputs: { mass: numeric(), bill: numeric({ scale: logarithm }), island: oneHot() },
      target: { kind: label() },
    }) as unknown as Pipeline,
  );

test("what can't be answered is a sentence that says where and what was expected", async () => {
  const app = await appOf(asking(), { largestBody: 2000, mostRows: 3 });
  const [row] = rows;
  const ask = async (payload: unknown, type = "application/json", url = "/predict"): Promise<string> => {
    const text = typeof payload === "string" ? payload : JSON.stringify(payload);
    const headers = type === "" ? {} : { "content-type": type };
    const { statusCode, body, headers: given } = await app.inject({ method: "POST", url, payload: text, headers });
    expect(given["content-type"]).toMatch(/^application\/problem\+json/);
    const { status, title, detail } = JSON.parse(body) as Record<string, string>;
    expect([status, title!.length > 0]).toEqual([statusCode, true]);
    return `${statusCode} ${detail}`;
  };
  const said = [];
  for (const change of [
    { mass: "heavy" },
    { mass: null },
    { mass: [1] },
    { bill: -2 },
    { island: "Atlantis" },
    { island: null },
  ]) {
    said.push(await ask({ rows: [row, { ...row, ...change }] }));
  }
  const { mass: _, ...short } = row!;
  for (const wrong of [short, 5, null, [1, 2]]) said.push(await ask({ rows: [row, row, wrong] }));
  for (const body of [[row], {}, { rows: row }, null, "{", "", '{"rows": [], "__proto__": 1}'])
    said.push(await ask(body));
  said.push(await ask({ rows: [row, row, row, row] }), await ask("5".repeat(2001)), await ask("a=1", "text/plain"));
  said.push(
    await ask("{}", ""),
    await ask({}, "application/json", "/predictt"),
    await ask({}, "application/json", "/%zz"),
  );
  expect(said.join("\n")).toMatchInlineSnapshot(`
    "400 Row 1, counted from 0, column "mass": expected a number, but got "heavy".
    400 Row 1, counted from 0, column "mass": the number is missing.
    400 Row 1, counted from 0, column "mass": a cell is a number, a text, true, false or null, but got an array of 1.
    400 Row 1, counted from 0, column "bill": -2 has no finite value by logarithm, (log1p(x) - offset) / scale.
    400 Row 1, counted from 0, column "island": "Atlantis" is none of its categories. It has: "Biscoe", "Dream".
    400 Row 1, counted from 0, column "island": the category is missing.
    400 Row 2, counted from 0, has no column "mass", which the pipeline takes, but has "kind".
    400 Row 2, counted from 0, must be an object such as { mass: 1 }, but is 5.
    400 Row 2, counted from 0, must be an object such as { mass: 1 }, but is null.
    400 Row 2, counted from 0, must be an object such as { mass: 1 }, but is an array of 2.
    400 The body must be an object with a list of rows, as in {"rows":[{"mass":1.5,"bill":2.46,"island":"Biscoe"}]}, but is a list.
    400 The body must be an object with a list of rows, as in {"rows":[{"mass":1.5,"bill":2.46,"island":"Biscoe"}]}, but has none.
    400 The body must be an object with a list of rows, as in {"rows":[{"mass":1.5,"bill":2.46,"island":"Biscoe"}]}, but has something else there.
    400 The body must be an object with a list of rows, as in {"rows":[{"mass":1.5,"bill":2.46,"island":"Biscoe"}]}, but has none.
    400 The body must be JSON, as in {"rows":[{"mass":1.5,"bill":2.46,"island":"Biscoe"}]}, but can't be read as such.
    400 The body must be JSON, as in {"rows":[{"mass":1.5,"bill":2.46,"island":"Biscoe"}]}, but can't be read as such.
    400 The body must be JSON, as in {"rows":[{"mass":1.5,"bill":2.46,"island":"Biscoe"}]}, but can't be read as such.
    413 A request has 3 rows at most, but this one has 4: send them in several.
    413 A body has 2000 bytes at most, but this one has more: send the rows in several requests.
    415 The body must be JSON and say so by "content-type: application/json", but says "text/plain".
    415 The body must be JSON and say so by "content-type: application/json", but says nothing.
    404 POST /predictt isn't here. There are POST /predict, GET /health and GET /openapi.json.
    400 The request can't be read: '/%zz' is not a valid url component."
  `);
  expect((await app.inject("/predict")).statusCode).toBe(404);
  await app.close();
});

test("a long request lets others in between, and is told when it takes too long", async () => {
  const network = new Sequential([new Dense(2, 64), new Dense(64, 64), new Dense(64, 1)]) as unknown as Sequential;
  const body = JSON.stringify({ rows: Array.from({ length: 20_000 }, (_, i) => [i, 1]) });
  const answers = [];
  for (const seconds of [100, 0.05]) {
    const app = await appOf(network, { seconds, mostRows: 1e5 });
    const address = await app.listen({ port: 0 });
    const long = fetch(`${address}/predict`, { method: "POST", headers: { "content-type": "application/json" }, body });
    let others = 0;
    for (let isDone = false; !isDone; others++) {
      expect((await fetch(`${address}/health`)).status).toBe(200);
      isDone = await Promise.race([long.then(() => true), setImmediate(false)]);
    }
    expect(others).toBeGreaterThan(1);
    answers.push((await (await long).json()) as { answers: number[][]; detail?: string });
    await app.close();
  }
  expect(answers[0]!.answers.length).toBe(20_000);
  expect(answers[0]!.answers[19_999]).toEqual(network.predict([19_999, 1]));
  expect(answers[1]).toEqual({
    ...{ title: "Service Unavailable", status: 503 },
    detail: "The answer took longer than 0.05 s: send fewer rows in a request.",
  });
});

test("what fails within is told to the log alone", async () => {
  const lines: string[] = [];
  const logger = { level: "info", stream: { write: (line: string) => lines.push(line) } };
  const network = new Sequential([new Dense(1, 1, { activation: identity })]);
  const app = await appOf(network as never, {}, { logger });
  app.get("/failing", () => {
    throw new TypeError("secret");
  });
  const { statusCode, body } = await app.inject("/failing");
  expect([statusCode, JSON.parse(body).detail]).toEqual([500, "The service failed; its log says how."]);
  await app.inject({ method: "POST", url: "/predict", payload: { rows: [[1]] } });
  await app.inject("/health");
  const logged = lines.map((line) => JSON.parse(line) as { msg: string; err?: object; url?: string; status?: number });
  expect(logged).toMatchObject([
    { err: { message: "secret" } },
    { msg: "answered", url: "/failing", status: 500 },
    { msg: "answered", url: "/predict", status: 200 },
  ]);
  await app.close();
});

test("while it stops it answers, and closes each connection", async () => {
  const app = await appOf(new Sequential([new Dense(1, 1)]) as never);
  // It stops when all has been asked.
  let end = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    end = resolve;
  });
  app.addHook("preClose", () => asked);
  const address = await app.listen({ port: 0 });
  const get = (path: string) => fetch(`${address}${path}`);
  expect(await (await get("/health")).json()).toEqual({ status: "up" });
  const closed = app.close();
  const health = await get("/health");
  expect([health.status, health.headers.get("connection"), await health.json()]).toEqual([
    503,
    "close",
    { status: "stopping" },
  ]);
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: '{"rows":[[0]]}' };
  const answer = await fetch(`${address}/predict`, init);
  expect([answer.status, answer.headers.get("connection")]).toEqual([200, "close"]);
  end();
  await closed;
  await expect(get("/health")).rejects.toThrow();
});

test("it is a package of exact versions, and a container without root", async () => {
  const files = toServer(asking(), { name: "species" });
  const { version } = createRequire(import.meta.url)("fastify/package.json") as { version: string };
  expect(JSON.parse(files["package.json"])).toMatchObject({ name: "species", dependencies: { fastify: version } });
  expect(files.Dockerfile).toMatch(/^USER node$.*^HEALTHCHECK .*^CMD \["node", "server\.js"\]$/ms);
  // What is copied is there.
  const [, copied] = /^COPY (.*) \.\/$/m.exec(files.Dockerfile.replace(/^COPY package.*$/m, ""))!;
  expect(Object.keys(files)).toEqual(expect.arrayContaining(copied!.split(" ")));
  const [, payload] = /--data '(.*)' http/.exec(files["README.md"])!;
  const app = await appOf(asking());
  const headers = { "content-type": "application/json" };
  expect((await app.inject({ method: "POST", url: "/predict", payload: payload!, headers })).statusCode).toBe(200);
  expect((await app.inject("/openapi.json")).json()).toMatchObject({ openapi: "3.1.1" });
  await app.close();
});

test("options are checked", () => {
  const refused = [
    { name: "A b" },
    { largestBody: 0 },
    { mostRows: 1.5 },
    { seconds: 0 },
    { seconds: 1e9 },
    { secnds: 1 },
  ];
  const said = refused.map((options) => {
    try {
      toServer(asking(), options as object);
    } catch (error) {
      return String(error);
    }
    return "taken";
  });
  expect(said.join("\n")).toMatchInlineSnapshot(`
    "OptionError: toServer: name must be the name of a package, of small letters, digits, ".", "_" and "-", but is "A b".
    OptionError: toServer: largestBody must be a whole number of at least 1, but is 0.
    OptionError: toServer: mostRows must be a whole number of at least 1, but is 1.5.
    OptionError: toServer: seconds must be from 0.001 to 2147483.647, but is 0.
    OptionError: toServer: seconds must be from 0.001 to 2147483.647, but is 1000000000.
    OptionError: toServer has no option "secnds". Did you mean "seconds"?"
  `);
});

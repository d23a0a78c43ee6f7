// Runs a service as a process on this machine: under load, with wrong bodies by the thousand, over 100,000 requests, and stopped
// meanwhile. Prints the table of docs/how-to/serving.md.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { Sequential } from "@nn/core";
import { mean, mostFrequent, numeric, oneHot, Pipeline } from "@nn/data";
import { penguins } from "@nn/data/sets";
import { toServer } from "@nn/formats";
import { Dense, softmax, tanh } from "@nn/layers";
import autocannon from "autocannon";

const table = await penguins();
const gap = numeric({ missing: mean });
const numbers = { bill_length_mm: gap, bill_depth_mm: gap, flipper_length_mm: gap, body_mass_g: gap };
const words = { island: oneHot(), sex: oneHot({ missing: mostFrequent }) };
const pipeline = Pipeline.fit(table, { inputs: { ...numbers, ...words }, target: "species", ignored: ["year"] });
const layers = [new Dense(pipeline.inputSize, 16, { activation: tanh }), new Dense(16, 3, { activation: softmax })];
const network = new Sequential(layers, { seed: "penguins", pipeline });
const rows = table.toRows().slice(0, 100);

const folder = mkdtempSync(join(tmpdir(), "nn-check-server-"));
for (const [name, content] of Object.entries(toServer(network))) writeFileSync(join(folder, name), content);
mkdirSync(join(folder, "node_modules"));
symlinkSync(dirname(createRequire(import.meta.url).resolve("fastify")), join(folder, "node_modules/fastify"));
const env = { ...process.env, PORT: "0", LOG_LEVEL: "info" };
const service = spawn(process.execPath, ["server.js"], { cwd: folder, env, stdio: ["ignore", "pipe", "inherit"] });

/** What a line of the log has first said, and how many there are of each kind. */
const logged = new Map();
let unread = "";
const listening = new Promise((resolve) => {
  service.stdout.setEncoding("utf8").on("data", (chunk) => {
    const lines = `${unread}${chunk}`.split("\n");
    unread = lines.pop();
    for (const line of lines) {
      const { msg } = JSON.parse(line);
      const [address] = /http:\S+/.exec(msg) ?? [];
      if (address !== undefined) resolve(address);
      logged.set(msg, (logged.get(msg) ?? 0) + 1);
    }
  });
});
/** The resident memory of the service, in MB. */
const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${service.pid}/status`, "utf8"))[1]) / 1024;

const ask = async (address, { path = "/predict", body, agent }) => {
  const headers = { "content-type": "application/json" };
  const sent = request(`${address}${path}`, { method: body === undefined ? "GET" : "POST", headers, agent });
  sent.end(body);
  const [answer] = await once(sent, "response");
  return {
    status: answer.statusCode,
    isLast: answer.headers.connection === "close",
    body: JSON.parse(await text(answer)),
  };
};

/** Requests of as many rows, from 32 connections at a time. */
const load = (address, count, times) =>
  autocannon({
    ...{ url: `${address}/predict`, method: "POST", headers: { "content-type": "application/json" } },
    ...{ body: JSON.stringify({ rows: rows.slice(0, count) }), connections: 32, ...times },
  });

try {
  const address = await listening;
  // The answers are those of the packages.
  const { body } = await ask(address, { body: JSON.stringify({ rows }) });
  assert.deepEqual(body, { answers: network.predict(rows) });

  console.log(
    `${availableParallelism()} cores, of which the clients of this program take one; Node ${process.version}.\n`,
  );
  console.log("| rows of a request | requests a second | rows a second | 99th percentile |\n| --- | --- | --- | --- |");
  await load(address, 1, { duration: 5 });
  for (const count of [1, 10, 100]) {
    const { requests, latency, non2xx, errors } = await load(address, count, { duration: 10 });
    assert.deepEqual([non2xx, errors], [0, 0]);
    const [perSecond, ofRows] = [requests.average, requests.average * count].map((each) =>
      Math.round(each).toLocaleString("en"),
    );
    console.log(`| ${count} | ${perSecond} | ${ofRows} | ${latency.p99} ms |`);
  }

  const before = memory();
  const { non2xx, errors } = await load(address, 1, { amount: 100_000 });
  assert.deepEqual([non2xx, errors], [0, 0]);
  const after = memory();
  console.log(`\nResident memory before and after 100,000 requests: ${before.toFixed(1)} MB, ${after.toFixed(1)} MB.`);
  assert.ok(after < before + 10, "The memory has grown.");

  const whole = JSON.stringify({ rows: rows.slice(0, 3) });
  const draw = (() => {
    let state = 1;
    // Park and Miller's.
    return (below) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
  })();
  const kinds = new Map();
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  for (let i = 0; i < 5000; i++) {
    const at = draw(whole.length);
    const wrong = [
      whole.slice(0, at),
      `${whole.slice(0, at)}${String.fromCharCode(33 + draw(90))}${whole.slice(at + 1)}`,
      JSON.stringify({
        rows: [{ ...rows[0], [["island", "body_mass_g"][i % 2]]: ["", "x", [1], {}, true, 1e308][draw(6)] }],
      }),
    ][i % 3];
    const { status, body } = await ask(address, { body: wrong, agent });
    assert.ok(
      status === 200 || (status === 400 && /\.$/.test(body.detail)),
      `${status} for ${wrong}: ${JSON.stringify(body)}`,
    );
    kinds.set(status, (kinds.get(status) ?? 0) + 1);
  }
  agent.destroy();
  const alive = await ask(address, { body: JSON.stringify({ rows }) });
  assert.deepEqual(alive.body, { answers: network.predict(rows) });
  console.log(
    `5,000 changed bodies: ${kinds.get(400)} refused by a sentence, ${kinds.get(200)} still right. Memory: ${memory().toFixed(1)} MB.`,
  );

  // A body that doesn't come.
  const slow = connect(Number(new URL(address).port), "127.0.0.1");
  slow.write(
    'POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"rows',
  );
  const told = await text(slow);
  assert.match(told, /^HTTP\/1\.1 408 /);

  // Clients go on, on new connections where they are told to, until a balancer has asked /health, which it does once a second.
  let isUp = true;
  const answered = [];
  const client = async () => {
    const own = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let isLast = false; isUp || !isLast; ) {
      const answer = await ask(address, { body: whole, agent: own });
      answered.push(answer.status);
      isLast = answer.isLast;
    }
    own.destroy();
  };
  const clients = Array.from({ length: 32 }, client);
  await setTimeout(1000);
  const ended = once(service, "exit");
  service.kill("SIGTERM");
  const [sent, begun] = [answered.length, performance.now()];
  while (isUp) {
    await setTimeout(1000);
    isUp = (await ask(address, { path: "/health" })).status === 200;
  }
  await Promise.all(clients);
  assert.deepEqual(new Set(answered), new Set([200]));
  assert.deepEqual(await ended, [0, null]);
  const took = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(
    `SIGTERM under load: ${answered.length - sent} requests came after it, all answered; it ended by itself after ${took} s.`,
  );
  console.log("Lines of the log:", Object.fromEntries(logged));
} finally {
  service.kill("SIGKILL");
  rmSync(folder, { recursive: true });
}

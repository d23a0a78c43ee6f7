// Carries out each line of a service's Dockerfile in an empty folder, where no program makes containers: what is copied, what is
// installed, as which user it runs, whether its own health check says so, and how it ends. NODE names the node of the image, whose
// version is that of FROM; without it, this one's is taken, and said.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Sequential } from "@nn/core";
import { toServer } from "@nn/formats";
import { Dense } from "@nn/layers";

const files = toServer(new Sequential([new Dense(2, 1)], { seed: 1 }));
const lines = files.Dockerfile.replaceAll("\\\n", " ")
  .split("\n")
  .filter((line) => line !== "");
const folder = mkdtempSync(join(tmpdir(), "nn-container-"));
const context = join(folder, "context");
mkdirSync(context);
for (const [name, content] of Object.entries(files)) writeFileSync(join(context, name), content);

const node = process.env.NODE ?? process.execPath;
// As in the image: nothing of the user's environment but where programs are. How the registry is reached is this machine's.
const environment = { PATH: `${dirname(node)}${delimiter}${process.env.PATH}`, HOME: folder };
for (const name of ["globalconfig", "userconfig"]) {
  environment[`npm_config_${name}`] = execFileSync("npm", ["config", "get", name], { encoding: "utf8" }).trim();
}
if (process.env.NODE_EXTRA_CA_CERTS) environment.NODE_EXTRA_CA_CERTS = process.env.NODE_EXTRA_CA_CERTS;
/** The user `node` of the image, as far as a machine has one without rights. */
const WITHOUT_RIGHTS = 65534;
const isRoot = process.getuid() === 0;
let work = folder;
let user;
let health;
let command;

/** What a line does, by its first word. */
const INSTRUCTIONS = {
  FROM: (image) => {
    const [, wanted] = /^node:(\d+)-slim$/.exec(image);
    const [, own] = /^v(\d+)\./.exec(execFileSync(node, ["--version"], { encoding: "utf8" }));
    console.log(
      `FROM ${image}: carried out with node ${own}${own === wanted ? "" : `, as NODE names none of ${wanted}`}.`,
    );
  },
  ENV: (all) => {
    for (const each of all.split(" ")) {
      const [name, value] = each.split("=");
      environment[name] = value;
    }
  },
  WORKDIR: (path) => {
    work = join(folder, path);
    mkdirSync(work, { recursive: true });
  },
  COPY: (words) => {
    const patterns = words.split(" ");
    assert.equal(patterns.pop(), "./");
    for (const pattern of patterns) {
      const names = pattern.includes("*")
        ? readdirSync(context).filter((name) =>
            new RegExp(`^${pattern.replaceAll(".", "\\.").replace("*", ".*")}$`).test(name),
          )
        : [pattern];
      assert(names.length > 0, `COPY ${pattern} copies nothing.`);
      for (const name of names) cpSync(join(context, name), join(work, name));
    }
  },
  RUN: (line) => execFileSync("sh", ["-c", line], { cwd: work, env: environment, stdio: "inherit" }),
  USER: (name) => {
    assert.equal(name, "node");
    user = isRoot ? { uid: WITHOUT_RIGHTS, gid: WITHOUT_RIGHTS } : {};
    chmodSync(folder, 0o755);
  },
  EXPOSE: (port) => assert.equal(port, environment.PORT),
  HEALTHCHECK: (words) => {
    health = JSON.parse(words.slice(words.indexOf("CMD ") + 4));
  },
  CMD: (words) => {
    command = JSON.parse(words);
  },
};
try {
  for (const line of lines) {
    const [, word, rest] = /^(\S+)\s+(.*)$/.exec(line);
    assert(word in INSTRUCTIONS, `The Dockerfile has the line ${line}, which isn't carried out here.`);
    INSTRUCTIONS[word](rest);
  }
  const options = { cwd: work, env: { ...environment, PORT: "18080" }, ...user };
  const isHealthy = () => spawnSync(health[0], health.slice(1), options).status === 0;
  assert(!isHealthy(), "The health check says yes before the service runs.");
  const [program, ...args] = command;
  const service = spawn(program, args, { ...options, stdio: "ignore" });
  const ended = once(service, "exit");
  try {
    for (let tries = 0; !isHealthy(); tries++) {
      assert(tries < 50, "The health check says no after 50 tries.");
      await setTimeout(200);
    }
    const body = JSON.stringify({ rows: [[0.5, -1]] });
    const headers = { "content-type": "application/json" };
    const answer = await fetch("http://127.0.0.1:18080/predict", { method: "POST", headers, body });
    assert.equal(answer.status, 200);
    const spare = ["README.md", "Dockerfile"].filter((name) => existsSync(join(work, name)));
    assert.deepEqual(spare, []);
  } finally {
    service.kill("SIGTERM");
  }
  const [code] = await ended;
  assert.equal(code, 0);
  console.log(
    `${lines.length} lines carried out${isRoot ? ", without root" : ""}: it answers, says that it is healthy, and ends by itself at SIGTERM.`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

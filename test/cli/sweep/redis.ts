import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** The program of Redis or Valkey that the machine has. */
export function redisProgram(): string | undefined {
  return ["valkey-server", "redis-server"].find((name) => {
    try {
      execFileSync(name, ["--version"], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  });
}

/** A server on loopback that keeps what it holds in a folder. */
export class RedisServer {
  readonly url: string;
  readonly #port: number;
  readonly #folder: string;
  #process: ChildProcess | undefined;

  private constructor(port: number, folder: string) {
    this.#port = port;
    this.#folder = folder;
    this.url = `redis://127.0.0.1:${port}`;
  }

  static async begin(folder: string): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), folder);
    await server.begin();
    return server;
  }

  /** Starts it with what its append-only file has. */
  async begin(): Promise<void> {
    const options = ["--port", `${this.#port}`, "--bind", "127.0.0.1", "--dir", this.#folder, "--save", ""];
    this.#process = spawn(redisProgram()!, [...options, "--appendonly", "yes", "--appendfsync", "always"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    let printed = "";
    this.#process.stdout!.on("data", (text) => {
      printed += text;
    });
    while (!printed.includes("Ready to accept connections")) await sleep(20);
  }

  /** Ends it as a loss of power would. */
  async kill(): Promise<void> {
    const exit = new Promise((resolve) => this.#process?.once("exit", resolve));
    this.#process?.kill("SIGKILL");
    await exit;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => resolve(port));
    });
  });
}

/**
 * What the threads of a `workerPool` run. A script of your own may import it, to be the pool's thread:
 * `import "@nn/core/pool-worker";`
 *
 * @module
 */
import { startEngine } from "../../wasm/runtime/machine.js";
import { Control } from "../control.js";
import { Member } from "../member.js";
import { nodeModule } from "./node.js";
import type { Start } from "./start.js";

/** What a worker and its starter talk through; the same in a browser and in Node. */
interface Port {
  onmessage: ((event: { readonly data: Start }) => void) | null;
  postMessage(message: "ready"): void;
}

const port =
  nodeModule<{ readonly parentPort: Port }>("node:worker_threads")?.parentPort ?? (globalThis as unknown as Port);

port.onmessage = ({ data: { memory, ...place } }) => {
  const engine = startEngine(memory, true, place.member);
  const member = new Member(memory.buffer, engine, new Control(memory.buffer, place.members), place);
  port.postMessage("ready");
  member.serve();
};

// What the other threads of a pool run.
import { startEngine, type WholeMemory } from "../wasm/machine.js";
import { Member, type Place } from "./member.js";
import { nodeModule } from "./node.js";

/** What a thread is told first. */
export interface Start extends Place {
  readonly memory: WholeMemory;
}

/** What a worker and its starter talk through; the same in a browser and in Node. */
interface Port {
  onmessage: ((event: { readonly data: Start }) => void) | null;
  postMessage(message: "ready"): void;
}

const port =
  nodeModule<{ readonly parentPort: Port }>("node:worker_threads")?.parentPort ?? (globalThis as unknown as Port);

port.onmessage = ({ data: { memory, ...place } }) => {
  const member = new Member(memory.buffer, startEngine(memory, true, place.member), place);
  port.postMessage("ready");
  member.serve();
};

import { send } from "./report.js";
import { start } from "./start.js";

// The little of the DOM that the tests touch: its types would be there for all the tests, most of which run in Node.
declare const Worker: new (
  url: string,
  options: { readonly type: "module" },
) => { onerror: (event: { readonly message?: string }) => void };
declare const location: { readonly search: string };

// One after the other: while a page waits for its pool, Firefox may never begin a worker that its worker asks for.
await start("page");
const worker = new Worker(`worker.js${location.search}`, { type: "module" });
worker.onerror = ({ message }) => send({ place: "worker", crash: message ?? "The worker could not be loaded." });

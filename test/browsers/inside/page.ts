import { send } from "./report.js";
import { start } from "./start.js";

// The little of the DOM that the tests touch: its types would be there for all the tests, most of which run in Node.
declare const Worker: new (
  url: string,
  options: { readonly type: "module" },
) => { onerror: (event: { readonly message?: string }) => void };
declare const location: { readonly search: string };

const worker = new Worker(`worker.js${location.search}`, { type: "module" });
worker.onerror = ({ message }) => send({ place: "worker", crash: message ?? "The worker could not be loaded." });
start("page");

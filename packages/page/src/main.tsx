import { type Side, serve } from "./engine/worker.js";
import { Workshop } from "./workshop.js";

// The page's script is its worker's as well, which has no document.
if (typeof document === "undefined") serve(globalThis as unknown as Side);
else void new Workshop().open();

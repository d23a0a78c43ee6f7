import { type Place, send, textOf } from "./report.js";

/** Loads the tests and runs them; what goes wrong on the way is sent, too, and doesn't end in a silent page. */
export function start(place: Place): void {
  import("./run.js").then(({ run }) => run(place)).catch((error: unknown) => send({ place, crash: textOf(error) }));
}

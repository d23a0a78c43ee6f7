import { type Place, send, textOf } from "./report.js";

/** Loads the tests and runs them; what goes wrong on the way is sent, too, and doesn't end in a silent page. */
export async function start(place: Place): Promise<void> {
  try {
    const { run } = await import("./run.js");
    await run(place);
  } catch (error) {
    await send({ place, crash: textOf(error) });
  }
}

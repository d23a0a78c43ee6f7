import { withValue } from "./change.js";
import type { Row } from "./row.js";

/** What an object of options is asked for to know it as one. */
const UNKNOWN = "nonesuch";

const NOT_ASKED = [
  // Values of their own: a code without them writes `null` there.
  "new NumberCode: 0.missing",
  "new CategoryCode: 0.unknown",
  "new CategoryCode: 0.missing",
  // Looked at together with a network.
  "defineLoss: 0.predictions",
  // Names alone are looked at.
  "checkOptions: 1.momentum",
  // Authors' own workspaces, which take what is true and what isn't.
  "new TrainingWorkspace: 2.training",
  "new TrainingWorkspace: 2.derivativeOfInputs",
  "new TrainingWorkspace: 2.frozen",
];

/**
 * Where a call takes `null` as if nothing were given: its objects of options, and each option. That is refused everywhere, so
 * that a value that is missing by mistake isn't taken for the usual one in one place and refused in another.
 */
export async function nullsTaken({ name, right, call }: Row): Promise<readonly string[]> {
  const said = async (given: readonly unknown[]): Promise<string | undefined> => {
    try {
      await call(...(given as never[]));
      return undefined;
    } catch (error) {
      return String(error);
    }
  };
  const taken: string[] = [];
  for (const [at, argument] of right().entries()) {
    if (typeof argument !== "object" || argument === null) continue;
    const unknown = await said(withValue(right(), [at], { ...argument, [UNKNOWN]: 1 }));
    if (!unknown?.includes(`has no option "${UNKNOWN}"`)) continue;
    for (const path of [[at], ...Object.keys(argument).map((option) => [at, option])]) {
      const place = `${name}: ${path.join(".")}`;
      if (!NOT_ASKED.includes(place) && (await said(withValue(right(), path, null))) === undefined) taken.push(place);
    }
  }
  return taken;
}

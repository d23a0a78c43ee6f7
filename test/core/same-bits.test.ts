import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const packages = fileURLToPath(new URL("../../packages", import.meta.url));

/** What ECMAScript leaves each engine to approximate as it likes, so that the last digit may differ. */
const APPROXIMATED = /\bMath\.(?:a?(?:cos|sin|tan)h?|atan2|cbrt|exp(?:m1)?|log(?:1p|10|2)?|pow|hypot|random)\b|\*\*/;

/** A source without its comments. */
const code = (source: string): string => source.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g, "");

test.each(["numerics", "core", "layers", "losses", "optim"])(
  "@nn/%s uses no function whose last digit is up to the engine",
  (name) => {
    const folder = join(packages, name, "src");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
      (file) => file.endsWith(".ts") && !file.startsWith("gradients"),
    );
    expect(files.length).toBeGreaterThan(0);
    const offenders = files.filter((file) => APPROXIMATED.test(code(readFileSync(join(folder, file), "utf8"))));
    expect(offenders).toEqual([]);
  },
);

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../child.js";
import { predictions } from "./fixtures/predictions.js";

const require = createRequire(import.meta.url);

test.each(predictions.map(({ value, forms }) => [forms.join(" or "), value, forms] as const))(
  "what is %s by its type is so, and is %j",
  (_, value, forms) => {
    expect(forms.filter((form) => has(form, value))).toHaveLength(1);
  },
);

test("the types are the same to the oldest compiler of which README tells", async () => {
  const tsc = join(dirname(require.resolve("typescript-5.4/package.json")), "bin/tsc");
  const options =
    "--noEmit --lib es2022 --typeRoots nowhere --skipLibCheck --strict --exactOptionalPropertyTypes --target es2022 --module nodenext".split(
      " ",
    );
  const fixture = join(import.meta.dirname, "fixtures/predictions.ts");
  expect(await run(process.execPath, [tsc, ...options, fixture], { cwd: import.meta.dirname })).toEqual({
    stdout: "",
    stderr: "",
  });
});

function has(form: string, value: unknown): boolean {
  if (form === "nested") return Array.isArray(value);
  if (!form.endsWith("[]")) return kindOf(value) === form;
  return Array.isArray(value) && value.length > 0 && value.every((element) => has(form.slice(0, -2), element));
}

function kindOf(value: unknown): string {
  return typeof value === "object" ? Object.prototype.toString.call(value).slice(8, -1) : typeof value;
}

import { OptionError } from "@nn/core";
import { label } from "@nn/data";
import { Activate, Dropout, Flatten, Residual, relu } from "@nn/layers";
import { expect, test } from "vitest";

/** What takes no options, by what it takes, with a right call of its own. */
const makers: readonly [name: string, make: (...given: never[]) => unknown, right: readonly unknown[]][] = [
  ["Flatten", (...given) => new (Flatten as new (...given: never[]) => unknown)(...given), []],
  ["Activate", (...given) => new (Activate as new (...given: never[]) => unknown)(...given), [relu]],
  ["Dropout", (...given) => new (Dropout as new (...given: never[]) => unknown)(...given), [0.5]],
  ["Residual", (...given) => new (Residual as new (...given: never[]) => unknown)(...given), [[new Activate(relu)]]],
  ["label", label as never, [["M", "F"]]],
];

test.each(makers)("%s refuses options, of which it has none", (name, make, right) => {
  for (const more of [{ inputShape: [2] }, [2, 2], 0.5, null]) {
    expect(() => make(...([...right, more] as never[]))).toThrow(OptionError);
    expect(() => make(...([...right, more] as never[]))).toThrow(
      new RegExp(`^${name} takes .*, and no more, but got (an object|an array of 2|0.5|null) as well`),
    );
  }
  expect(() => make(...([...right, undefined] as never[]))).not.toThrow();
});

test("the compiler refuses them as well", () => {
  // @ts-expect-error: a rate alone.
  expect(() => new Dropout(0.5, { seed: 1 })).toThrow("but got an object as well.");
});

import { rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Checkout } from "./checkout.js";

const INSTALL = "install pnpm@1.2.3 install";
const INSTALL_EXAMPLE = `${INSTALL} --filter gender-prediction...`;

/** A checkout in which `npm start` has run. */
function started(): Checkout {
  const checkout = Checkout.make();
  expect(checkout.setUp("start")).toEqual({
    status: 0,
    did: [INSTALL_EXAMPLE, "compile"],
    said: "Installing once what the example needs, some 50 MB …\n",
  });
  return checkout;
}

test("what is set up asks no registry, prints nothing and writes nothing, wherever it is copied to", () => {
  const checkout = started();
  const copy = checkout.copy();
  for (const place of [checkout, copy]) {
    const before = place.times();
    expect(place.setUp("start")).toEqual({ status: 0, did: [], said: "" });
    expect(place.times()).toEqual(before);
  }
});

test("the tests need more than the example, and include it", () => {
  const checkout = started();
  expect(checkout.setUp("all").did).toEqual([INSTALL]);
  // The tests' build isn't the set-up's.
  expect(checkout.setUp("all").did).toEqual([]);
  expect(checkout.setUp("start").did).toEqual([]);
});

test("something else to install is installed", () => {
  const checkout = started();
  checkout.write("pnpm-lock.yaml", "lockfileVersion: 9 # and another version of something\n");
  expect(checkout.setUp("start").did).toEqual([INSTALL_EXAMPLE, "compile"]);
  const more = { name: "@nn/core", devDependencies: { left: "1.0.0" }, dependencies: { typescript: "6.0.3" } };
  checkout.write("packages/core/package.json", JSON.stringify(more));
  checkout.write("packages/core/node_modules/typescript/package.json", "{}");
  expect(checkout.setUp("start").did).toEqual([INSTALL_EXAMPLE, "compile"]);
  expect(checkout.setUp("start").did).toEqual([]);
});

test("a dependency that isn't found any more is installed again", () => {
  for (const lost of ["packages/core/node_modules/left", "examples/gender-prediction/node_modules/@nn"]) {
    const checkout = started();
    rmSync(join(checkout.folder, lost), { recursive: true });
    expect(checkout.setUp("start").did).toEqual([INSTALL_EXAMPLE, "compile"]);
  }
});

test("what changed is compiled, by contents and not by times", () => {
  const checkout = started();
  const main = "examples/gender-prediction/src/main.ts";
  utimesSync(join(checkout.folder, main), new Date(), new Date());
  expect(checkout.setUp("start").did).toEqual([]);
  checkout.write(main, "// another\n");
  expect(checkout.setUp("start")).toEqual({ status: 0, did: ["compile"], said: "Compiling what has changed …\n" });
  rmSync(join(checkout.folder, "packages/core/dist/index.js"));
  expect(checkout.setUp("start").did).toEqual(["compile"]);
  checkout.write("packages/core/src/index.ts", "syntax error\n");
  for (const _ of ["once", "again"]) expect(checkout.setUp("start")).toMatchObject({ status: 2, did: ["compile"] });
  checkout.write("packages/core/src/index.ts", "// core\n");
  expect(checkout.setUp("start").did).toEqual([]);
  // A source was changed, compiled by hand, and changed back.
  checkout.write("packages/core/dist/tsconfig.tsbuildinfo", "// other\n");
  expect(checkout.setUp("start").did).toEqual(["compile"]);
});

test("a set-up that was interrupted is gone on with", () => {
  const checkout = started();
  checkout.write("pnpm-lock.yaml", "lockfileVersion: 10\n");
  const { status, said } = checkout.setUp("start", "killed");
  expect([status, said]).toEqual([
    1,
    "Installing once what the example needs, some 50 MB …\n\n\n" +
      "The set-up was interrupted. Run `npm start` again: it goes on from there.\n",
  ]);
  // Back at the lock file that was installed before: half of another may lie there by now.
  checkout.write("pnpm-lock.yaml", "lockfileVersion: 9\n");
  expect(checkout.setUp("start").did).toEqual([INSTALL_EXAMPLE, "compile"]);
});

test.each(["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED"])(
  "%s: without a network, a sentence says what is needed",
  (code) => {
    const failure = `npm error code\nnpm error request to https://registry.npmjs.org/pnpm failed, reason: ${code}\nmore`;
    const { status, said } = Checkout.make().setUp("all", failure);
    expect(status).toBe(1);
    expect(said).toBe(
      "Installing once what the tests need, some 570 MB on the disk …\n" +
        `npm error request to https://registry.npmjs.org/pnpm failed, reason: ${code}\n\n` +
        "The packages could not be fetched: there seems to be no way to the npm registry. `npm test` needs the network " +
        "the first time only. Connect, or name your registry (npm config set registry …), and run it again.\n",
    );
  },
);

test("of another failure, what pnpm says is shown", () => {
  const { status, said } = Checkout.make().setUp("start", "ERR_PNPM_OUTDATED_LOCKFILE  Cannot install");
  expect(status).toBe(1);
  expect(said).toContain(
    "ERR_PNPM_OUTDATED_LOCKFILE  Cannot install\n\nInstalling failed; what pnpm says stands above.",
  );
});

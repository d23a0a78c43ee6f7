import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** The part that is used of the library behind the command `attw`. */
interface AreTheTypesWrong {
  createPackageFromTarballData(data: Uint8Array): unknown;
  checkPackage(contents: unknown): Promise<{
    readonly types: unknown;
    readonly problems: readonly { readonly kind: string; readonly resolutionKind?: string }[];
  }>;
}

// The command takes one package at a time, and starts a compiler for each; the library keeps it.
const require = createRequire(import.meta.url);
const requireOfCommand = createRequire(require.resolve("@arethetypeswrong/cli/package.json"));
const library = pathToFileURL(requireOfCommand.resolve("@arethetypeswrong/core")).href;

/** What the command's profile `esm-only` leaves out: the ways in which CommonJS looks for modules. */
const COMMON_JS = ["node10", "node16-cjs"];

/** What "Are the types wrong?" says of a tarball, for those who import it as a module. */
export async function typesProblems(tarball: string): Promise<string[]> {
  const { checkPackage, createPackageFromTarballData } = (await import(library)) as AreTheTypesWrong;
  const { types, problems } = await checkPackage(createPackageFromTarballData(await readFile(tarball)));
  if (!types) return ["The package has no types."];
  return problems
    .filter(({ resolutionKind }) => resolutionKind === undefined || !COMMON_JS.includes(resolutionKind))
    .map((problem) => JSON.stringify(problem));
}

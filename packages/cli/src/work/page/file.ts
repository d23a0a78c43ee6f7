import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { Complaint } from "../../program/errors/complaint.js";
import { NBSP } from "../../program/printing/typography.js";

/** The workshop's one file, as text. @throws Complaint in a clone that wasn't built. */
export async function workshopFile(): Promise<string> {
  try {
    return await readFile(address(), "utf8");
  } catch (error) {
    if ((error as { readonly code?: string }).code !== "ENOENT") throw error;
    throw new Complaint({
      en: "The workshop hasn't been made in this clone: npm run build makes it.",
      fr: `L’atelier n’a pas encore été fait dans ce clone${NBSP}: npm run build le fait.`,
    });
  }
}

/** What is published carries it beside its code; in a clone it lies where it is made. */
function address(): URL {
  const carried = new URL("../page/atelier.html", import.meta.url);
  return existsSync(carried) ? carried : new URL(import.meta.resolve("@nn/page/atelier.html"));
}

import { printable } from "@nn/core/component";
import type { Text } from "../language.js";
import { NBSP } from "../printing/typography.js";

/** What the system says of a file or a folder, behind its name. */
const REASONS: Readonly<Record<string, Text>> = {
  ENOENT: { en: "doesn't exist", fr: "n’existe pas" },
  ENOTDIR: {
    en: "can't exist: a part of its path is a file, and no folder",
    fr: `ne peut pas exister${NBSP}: une partie de son chemin est un fichier, et non un dossier`,
  },
  EEXIST: { en: "is a file, where a folder is needed", fr: `est un fichier${NBSP}: il faut un dossier` },
  EISDIR: { en: "is a folder: name a file in it", fr: `est un dossier${NBSP}: nommez un fichier qu’il contient` },
  EACCES: { en: "may not be used by this user", fr: "n’est pas accessible à cet utilisateur" },
  EPERM: { en: "may not be used by this user", fr: "n’est pas accessible à cet utilisateur" },
  EROFS: { en: "is on a disk that can't be written", fr: "est sur un disque protégé en écriture" },
  ENOSPC: { en: "has no room on its disk", fr: "n’a plus de place sur son disque" },
};

/** What the system refuses of a file or a folder, in a sentence; nothing for another error. */
export function systemError(error: unknown): Text | undefined {
  const { code, path, syscall } = Object(error) as Readonly<Record<string, unknown>>;
  if (typeof code !== "string" || typeof path !== "string" || typeof syscall !== "string") return undefined;
  const { en, fr } = REASONS[code] ?? { en: `can't be used: ${code}`, fr: `ne peut pas être utilisé${NBSP}: ${code}` };
  return { en: `${printable(path)} ${en}.`, fr: `${printable(path)} ${fr}.` };
}

import type { Sentence } from "../sentence.js";

/** Of files and folders, whatever they hold. */
export const ofFiles: readonly Sentence[] = [
  [
    "{file} doesn't exist, as a part of its path is a file.",
    "{file} ne peut pas exister : une partie de son chemin est un fichier, et non un dossier.",
  ],
  ["{file} is in a folder that doesn't exist.", "{file} est dans un dossier qui n’existe pas."],
  ["{file} doesn't exist.…", "{file} n’existe pas."],
  ["{file} is a folder: name a file in it.", "{file} est un dossier : nommez un fichier qu’il contient."],
  ["{file} is a folder. Name a file in it.", "{file} est un dossier : nommez un fichier qu’il contient."],
  [
    "{file} is a pipe or a device, and no file: save what it gives.",
    "{file} est un tube ou un périphérique : enregistrez ce qu’il donne dans un fichier.",
  ],
  [
    "{file} is no ordinary file, but a pipe or a device.…",
    "{file} est un tube ou un périphérique : enregistrez ce qu’il donne dans un fichier.",
  ],
  [
    "{file} can't exist: a part of its path is a file, …",
    "{file} ne peut pas exister : une partie de son chemin est un fichier, et non un dossier.",
  ],
  ["{file} may not be read by this user.", "{file} ne peut pas être lu par cet utilisateur."],
  ["{file} may not be written by this user.", "{file} ne peut pas être écrit par cet utilisateur."],
];

import { join } from "node:path";
import { shift } from "@nn/data";
import type { Arguments } from "gender-prediction/dist/command/arguments.js";
import { Complaint } from "gender-prediction/dist/command/complaint.js";
import { french } from "gender-prediction/dist/languages/french.js";
import { readLesson } from "gender-prediction/dist/network/data.js";
import { expect, test } from "vitest";
import { ownFolder } from "../../fixtures/own-folder.js";
import { labPeople, run } from "../run.js";
import { refused } from "./inside.js";

const { path: folder, write } = ownFolder("fautes");

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

test.each([
  [
    "--epoch 3",
    "L’option « --epoch » n’existe pas. Vouliez-vous dire --epochs ? Les options se placent après deux tirets : npm start -- --seed 7. Toutes les options : npm start -- --help",
  ],
  [
    "--xyzzy",
    "L’option « --xyzzy » n’existe pas. Les options se placent après deux tirets : npm start -- --seed 7. Toutes les options : npm start -- --help",
  ],
  ["--epochs many", "--epochs prend un nombre entier d’au moins 1, et non « many »."],
  ["--bias x", "--bias prend un nombre avec un point décimal, par exemple 4 ou -0.5, et non « x »."],
  [
    "--weights 0;1",
    "--weights prend des nombres avec un point décimal, séparés par des virgules, par exemple 2,3 ou 0.5,-1, et non « 0;1 ».",
  ],
  ["--epochs", "--epochs attend une valeur, par exemple --epochs 1000."],
  ["--scale log", "--scale prend shift, standardize ou minMax, et non « log »."],
  [
    "w1",
    '« w1 » n’appartient à aucune option. Une option commence par deux traits d’union, comme --explain w1, et une valeur à espaces se met entre guillemets droits, comme --sheets "Ada, Zoé".',
  ],
  ["--person Bob", "--person s’emploie avec --explain : ajoutez cette option, ou ôtez --person."],
  ["--explain w1 --person Zoé", "Personne ne s’appelle « Zoé » ; il y a « Alice », « Bob », « Charlie », « Diana »."],
  ["--explain w7", "--explain prend w1 à w6, b1 à b3, all ou prediction, et non « w7 »."],
])("%s", async (words, sentence) => {
  expect(plain(await refused("--lang", "fr", ...words.split(" ")))).toBe(sentence);
});

/** What is said of a file, in this process. */
function saidOf(path: string): string {
  try {
    readLesson({ data: path, scaler: () => shift([0, 0]), words: french } as unknown as Arguments);
  } catch (error) {
    const { message } = error as Error;
    return plain(error instanceof Complaint ? message : french.complaints.library(error as Error)).replaceAll(
      folder,
      "…",
    );
  }
  throw new Error("nothing was refused");
}

test("of what is no file", () => {
  expect(saidOf(join(folder, "no.csv"))).toBe("Il n’y a pas de fichier …/no.csv.");
  expect(saidOf(folder)).toBe("… est un dossier : nommez un fichier CSV.");
  write("picture.csv", Uint8Array.of(0x89, 0x50, 0xff, 0));
  expect(saidOf(join(folder, "picture.csv"))).toBe(
    "…/picture.csv n’est pas du texte, ou dans un ancien encodage : enregistrez-le en CSV, encodage UTF-8.",
  );
});

test.each([
  [
    labPeople().replace("160", "heavy"),
    "own.csv, ligne 3, colonne « weight » : un nombre est attendu, mais la cellule contient « heavy ». Les nombres s’écrivent en chiffres de 0 à 9 avec un point décimal, sans unité.",
  ],
  [
    labPeople().replace("160", ""),
    "own.csv, ligne 3, colonne « weight » : un nombre est attendu, mais la cellule est vide, ou dit que la valeur manque (NA, NaN ou un point d’interrogation). Complétez la ligne, ou ôtez-la.",
  ],
  [
    labPeople().replace("160,72", "160"),
    "own.csv, ligne 3 : 4 cellules sont attendues, une par colonne, mais il y en a 3.",
  ],
  [
    labPeople().replace("72,M", "72,M,"),
    "own.csv, ligne 3 : 4 cellules sont attendues, une par colonne, mais il y en a 5. Ôtez les séparateurs en fin de ligne.",
  ],
  [
    labPeople().replace("72,M", "72,M,x"),
    "own.csv, ligne 3 : 4 cellules sont attendues, une par colonne, mais il y en a 5. Une cellule qui contient le séparateur se met entre guillemets droits.",
  ],
  [
    labPeople().replace("weight", "wieght"),
    "own.csv n’a pas de colonne « weight » : sa première ligne nomme « name », « wieght », « height », « gender ». Renommez la colonne des masses en lb en « weight ».",
  ],
  [
    labPeople().replace("weight", "height"),
    "own.csv, ligne 1 : deux colonnes s’appellent « height ». Renommez l’une des deux.",
  ],
  [
    labPeople().replace("72,M", "72,m"),
    "own.csv : la colonne « gender » doit contenir deux étiquettes différentes, mais en contient 3 : « F », « M », « m ».",
  ],
  [
    labPeople().replace("72,M", "72,"),
    "own.csv, ligne 3 : la cellule de la colonne « gender » est vide, ou dit que l’étiquette manque (NA ou un point d’interrogation). Donnez une étiquette à chaque personne, ou ôtez la ligne.",
  ],
  ["", "own.csv est vide : une ligne de noms de colonnes est attendue, puis une ligne par personne."],
  ["weight,height,gender\n", "own.csv a une ligne de noms de colonnes, mais aucune ligne en dessous."],
  [
    "133,65\n160,72\n",
    "own.csv, ligne 1 : des noms de colonnes sont attendus, mais il y a des nombres. Ajoutez au-dessus une ligne qui nomme les colonnes, par exemple weight,height,gender.",
  ],
  [
    "Alice,133,65,F\nBob,160,72,M\n",
    "own.csv commence par « Alice », « 133 », « 65 », « F », ce qui ressemble à une personne. Ajoutez au-dessus une ligne qui nomme les colonnes, par exemple weight,height,gender.",
  ],
  [
    'weight,height,gender\n1,"2,F\n',
    'own.csv, ligne 2, caractère 3 : les guillemets droits ne vont pas par paires. Une cellule qui commence par " finit par ", et un " à l’intérieur s’écrit deux fois.',
  ],
])("of the file %j", (text, sentence) => {
  expect(saidOf(write("own.csv", text))).toBe(sentence);
});

test("a warning of the training, too; in English it is the library's", () => {
  const words = ["--learning-rate", "1e-300", "--epochs", "20"];
  expect(run("gender-prediction", ...words).stderr).toMatch(/^Warning: /);
  expect(plain(run("gender-prediction", ...words, "--lang", "fr").stderr)).toMatch(
    /^Avertissement : les pas sont trop petits/,
  );
});

test("a sentence of the library that has no translation is introduced as English", () => {
  expect(french.complaints.library(new Error("Something rare."))).toBe(
    "La bibliothèque répond en anglais\u00a0: Something rare.",
  );
});

import type { Warning } from "@nn/core";
import type { WarningKind } from "@nn/core/types";

/** What a training warns of, in French, kind by kind. */
const WARNINGS: Readonly<Record<WarningKind, string>> = {
  saturated:
    "les neurones d’une couche sont au bout de leur intervalle, où presque aucun gradient ne passe. Essayez un plus petit learningRate, ou mettez les colonnes à l’échelle.",
  "constant output": "la sortie d’une couche est toujours la même, quelles que soient les entrées.",
  "unreachable targets": "des cibles sont hors de l’intervalle où le réseau répond.",
  "constant targets": "toutes les cibles sont les mêmes.",
  "constant column": "une colonne a partout la même valeur.",
  "running number": "une colonne ne fait que numéroter les lignes. Mettez-la dans ignored.",
  "left out": "des colonnes n’ont aucun rôle.",
  leak: "une colonne dit déjà la réponse.",
  "missing class": "il manque une classe à une partie des données.",
  "no gradient": "aucun gradient n’arrive aux paramètres. Essayez une autre graine.",
  unmoved: "les pas sont trop petits pour changer les paramètres. Essayez un plus grand learningRate.",
  "grown loss": "la perte a beaucoup augmenté. Essayez un plus petit learningRate.",
  "batch of one": "un lot n’a qu’un seul exemple.",
  "other examples": "l’optimiseur compare ses pas, et chaque lot a d’autres exemples.",
  "begun anew": "l’optimiseur recommence depuis le début.",
  "awaited in its loop": "l’entraînement attend depuis une seconde.",
  "no slope": "la pente d’une formule est nulle partout.",
};

/** A warning in French; its column by its name where the English sentence has one. */
export function warningInFrench({ kind, message }: Warning): string {
  const named = /^The columns? "([^"]+)"/.exec(message)?.[1];
  return named === undefined ? WARNINGS[kind] : `${WARNINGS[kind]} (${named})`;
}

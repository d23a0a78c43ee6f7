import { french } from "@nn/explain";
import type { Texts } from "./en.js";

const NBSP = "\u00a0";
const NARROW = "\u202f";

/** All that the page says, in French. */
export const fr: Texts = {
  language: french,
  title: "Atelier neurone",
  summary: `Un réseau du laboratoire${NBSP}: chaque nombre de son apprentissage, pas à pas.`,
  labels: {
    transport: "Entraînement",
    diagram: "Réseau",
    chain: "Règle de la chaîne",
    predictions: "Prédictions",
    model: "Modèle",
    look: "Affichage",
    language: "Langue",
    theme: "Couleurs",
    digits: "Décimales",
    rounding: "Calcul",
    detail: "Facteurs",
    loss: "Perte",
    rule: "Optimiseur",
    learningRate: "Taux d’apprentissage η",
    start: "Poids de départ",
    seed: "Graine",
    epochs: "Époques",
  },
  themes: { auto: "selon le système", light: "clair", dark: "sombre" },
  roundings: { exact: "tous les chiffres", hand: "3 chiffres, à la main" },
  details: { neurons: "comme au labo", elementary: "élémentaires" },
  losses: { meanSquaredError: "erreur quadratique moyenne (MSE)", binaryCrossEntropy: "entropie croisée binaire" },
  rules: { sgd: "descente de gradient (SGD)", momentum: "SGD avec inertie 0,9", adam: "Adam" },
  starts: {
    ones: "poids 1, biais 0",
    zeros: "tout à 0",
    normal: `loi normale, N(0${NARROW};${NBSP}1)`,
    glorot: "Glorot, biais 0",
  },
  buttons: {
    start: "Début",
    back: "Retour",
    phase: "Étape",
    sample: "Ligne",
    epoch: "Époque",
    run: (epochs) => `Aller à ${epochs}`,
    newSeed: "Nouvelle graine",
  },
  hints: {
    start: "Retour aux poids de départ, qui restent les mêmes",
    back: "Une mise à jour en arrière",
    phase: "Sorties, perte, gradients, puis mise à jour",
    sample: `Une mise à jour${NBSP}: une ligne`,
    epoch: `Jusqu’à la fin de l’époque${NBSP}: chaque ligne une fois`,
    newSeed: "Tire d’autres poids de départ",
  },
  phases: ["Rien de calculé", "Sorties", "Perte", "Gradients"],
  where: (epoch, step, row) => `époque ${epoch} · pas ${step} · ligne ${row}`,
  rowLoss: (row) => `Perte pour ${row}`,
  meanLoss: "Perte moyenne de toutes les lignes",
  notComputed: "pas encore calculé",
  stopped: (step) =>
    `L’entraînement a divergé${NBSP}: la mise à jour après le pas ${step} n’a pas de nombres finis. Prenez un plus petit taux d’apprentissage, ou d’autres poids de départ.`,
  refused: `Impossible à montrer${NBSP}: les nombres ne sont pas finis. Rien n’a changé.`,
  diagramHelp: "Les flèches vont d’un paramètre à l’autre, Entrée en choisit un.",
  legend: [
    `Épaisseur${NBSP}: grandeur du poids.`,
    `Tirets${NBSP}: négatif.`,
    `Sous chaque poids${NBSP}: son gradient.`,
  ],
  node: (id, parts) => `${id}${NBSP}: ${parts.join(", ")}`,
  parameter: (id, from, to, value, gradient) =>
    `${id}, ${from === null ? `biais de ${to}` : `de ${from} à ${to}`}${NBSP}: ${value}, gradient ${gradient}`,
  chainOf: (row) => ` pour ${row}`,
  noChain: `Les gradients viennent après la perte${NBSP}: pressez «${NBSP}Étape${NBSP}».`,
  product: "Produit",
  sum: "Somme sur les chemins",
  path: (nodes) => `Chemin ${nodes}`,
  check: {
    right: (value) => `Mesuré par différences de la perte${NBSP}: ${value}. Les deux concordent ✓`,
    wrong: (value) => `Mesuré par différences de la perte${NBSP}: ${value}. Les deux ne concordent pas ✗`,
    unmeasurable: (value) =>
      `Mesuré par différences de la perte${NBSP}: ${value}. Le gradient est trop petit pour être mesuré ainsi.`,
    kink: (left, right) => `La perte a un coude ici${NBSP}: pente ${left} à gauche, ${right} à droite.`,
  },
  byHand: (exact) =>
    `Chaque ligne est arrondie à 3 chiffres significatifs, comme à la main. Avec tous les chiffres${NBSP}: ${exact}.`,
  update: "Mise à jour",
  columns: {
    name: "ligne",
    features: ["masse (lb)", "taille (po)"],
    input: "préparée",
    target: "étiquette",
    output: "sortie",
    answer: "classe",
  },
  answer: (one) => (one ? "1" : "0"),
  unknown: "à prédire",
  predictionNote: `Étiquette binaire F/M de l’exercice${NBSP}: 1 pour F, 0 pour M, seuil 0,5. Les lignes sont fictives${NARROW}; masse et taille ne déterminent pas un genre, et quatre lignes ne prouvent rien.`,
};

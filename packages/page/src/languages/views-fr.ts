import { MOST_LETTERS } from "../state/limits.js";
import { formulaFaults } from "./formula-fr.js";
import { table } from "./table-fr.js";
import type { ViewTexts } from "./views-en.js";

/** What the charts, the plane, the cards and the settings say, in French. */
export const views: ViewTexts = {
  chart: {
    label: "Montrer",
    choices: { epochs: "au fil des époques", slice: "le long d’un paramètre", story: "cette époque, pas à pas" },
  },
  scale: { label: "Échelle", choices: { linear: "linéaire", log: "logarithmique" } },
  curve: {
    epoch: "époque",
    reading: (epoch, loss) => `Époque ${epoch}\u00a0: perte moyenne ${loss}`,
    forget: "Oublier les entraînements précédents",
    asTable: "En tableau",
  },
  slice: {
    title: (parameter) => `Perte le long de ${parameter}`,
    reading: (parameter, value, loss) => `Avec ${parameter} = ${value}, la perte est ${loss}.`,
    slope: "Pente\u00a0: le gradient",
    predicted: "Variation prédite",
    actual: "Variation de la perte",
    step: "Le pas de tous les paramètres",
    before: "Perte avant",
    stepPredicted: "Prédite par les gradients",
    after: "Perte après",
  },
  story: {
    before: "Perte moyenne avant cette époque\u00a0:",
    columns: ["pas", "ligne", "sa perte avant", "sa perte après", "perte moyenne"],
    none: "Cette époque ne peut être racontée\u00a0: elle a plus de 40 lignes, ou ses nombres ne sont pas finis.",
  },
  boundary: {
    title: "Frontière de décision",
    plane: (threshold) =>
      `Bleu\u00a0: sortie de plus de ${threshold}. Orange\u00a0: de moins. Trait épais\u00a0: ${threshold}. Tirets\u00a0: étendue de l’entraînement.`,
    line: "La courbe\u00a0: la sortie. Tirets\u00a0: étendue de l’entraînement.",
    marks: "Faites glisser un point, ou utilisez les flèches.",
    point: (name, features, target) => `${name}\u00a0: ${features.join(" et ")}, étiquette ${target}`,
    some: (drawn, rows) => `${drawn} points sur ${rows} sont dessinés.`,
    across: "Horizontalement",
    upwards: "Verticalement",
  },
  images: {
    column: "image",
    name: (row) => `Image ${row}`,
    what: `Une image est formée de 8 × 8 nombres, ligne par ligne\u00a0: 0 pour le blanc, 1 pour le noir.`,
    layers: (filters, rest) =>
      `8 × 8, ${filters} ${filters === 1 ? "filtre" : "filtres"} de 3 × 3 avec ReLU, pooling 2 × 2 par le maximum, ${rest}`,
    filters: "Filtres de 3 × 3",
    less: "Un filtre de moins",
    more: "Un filtre de plus",
    map: (filter) => `Ce que le filtre ${filter} fait de l’image`,
    pooled: (filter) => `Les plus grands nombres du filtre ${filter}`,
    help: `Un filtre parcourt toute l’image avec les mêmes neuf poids\u202f; de chaque carré de 2 × 2 nombres, le plus grand est transmis.`,
  },
  card: {
    watch: "À regarder\u00a0:",
    question: "Question\u00a0:",
    answer: "Répondre",
    show: "Montrer",
    right: "Juste.",
    wrong: (right) => `Pas tout à fait\u00a0: ${right}.`,
    hint: "Indice",
    more: "À la main, et les erreurs fréquentes",
    byHand: "À la main\u00a0:",
    mistake: "Erreur fréquente\u00a0:",
    cancellation: (bias, gradient) =>
      `Entropie croisée après une sigmoïde\u00a0: ∂L/∂o1 · f′(z_o1) = o1 − t = ${gradient}, le gradient de ${bias}. f′ se simplifie, mais à la sortie seulement\u00a0: un neurone caché saturé garde son petit f′.`,
    next: (section) => `Passer à ${section}`,
    elsewhere: "La question de cette section porte sur ses propres données et son propre réseau.",
    again: (section) => `Revenir à ${section}`,
  },
  plateau: {
    what: (epochs, loss, right, all) =>
      `Plateau\u00a0: sur les ${epochs} dernières époques, la perte moyenne n’a presque pas changé\u00a0: elle vaut ${loss}. Étiquettes trouvées\u00a0: ${right} sur ${all}. D’autres poids de départ ou davantage de neurones cachés peuvent faire mieux.`,
    wider: (neurons) => `Recommencer avec ${neurons} neurones cachés`,
  },
  formulaFault: ({ typed, character, at, why, values: [first = "", second = ""] = [], letters, lacks }) => {
    if (letters !== undefined)
      return `Cette formule a ${letters} caractères\u202f; la page en accepte ${MOST_LETTERS}.`;
    if (typed !== undefined && why !== undefined) {
      const told = formulaFaults[why]?.(first, second) ?? "";
      return `Ici, on ne peut pas lire «\u00a0${typed.trim()}\u00a0» (caractère ${character})${told}${told.endsWith("?") ? "" : "."}`;
    }
    if (at !== undefined) {
      return `La formule n’a pas de valeur finie, ou pas de pente finie, près de ${String(at).replace(".", ",")}. Bornez avec max ou min ce qui divise, et ce dont on prend un logarithme, une racine ou une puissance.`;
    }
    return `Cette formule ne convient pas\u00a0: ${lacks ? `il y manque ${lacks}` : "elle est trop longue"}.`;
  },
  lossLetters: ", avec p la prédiction, y ou t l’étiquette",
  unreached: (label, least, most) =>
    `L’étiquette ${label} est hors de portée\u00a0: la sortie va de ${least} à ${most}.`,
  accuracy: (right, all, percent) => `Étiquettes trouvées\u00a0: ${right} sur ${all} (${percent}\u00a0%)`,
  blanks: {
    label: "Valeurs",
    choices: { shown: "montrées", blank: "à compléter" },
    check: "vérifier",
    fill: (symbol) => `Valeur de ${symbol}`,
    right: "juste",
    sign: "pas encore\u00a0: vérifiez le signe",
    size: "pas encore\u00a0: vérifiez le calcul",
    digits: "pas encore\u00a0: trois chiffres significatifs",
    rest: "Le contrôle et la mise à jour viennent quand toutes les valeurs sont justes.",
  },
  table,
  sheet: {
    line: (place) => `ligne ${place}`,
    notYet: "pas encore",
    wrongLine: "Écrivez le nombre juste à côté de la ligne fausse, et rien à côté des autres.",
    onPaper: "Ici s’écrivent les nombres\u202f; le reste se note sur le papier.",
    result: (right, all) =>
      all === 1
        ? right === 1
          ? "La ligne fausse est trouvée."
          : "La ligne fausse n’est pas encore trouvée."
        : right === all
          ? "Toutes les lignes sont justes."
          : `Juste jusqu’à la ligne ${right} sur ${all}.`,
    code: "Code pour l’enseignant\u00a0:",
    print: { exercises: "Imprimer la feuille", key: "Imprimer le corrigé" },
    leave: "Voir le réseau avec tous ses nombres",
  },
  experiment: {
    title: "La classe comme expérience",
    open: (seeds) => `Comparer ${seeds} graines`,
    what: "Le même entraînement à partir de beaucoup de poids de départ, graine par graine (tirés au hasard s’ils étaient tous égaux)\u00a0: un point est la dernière perte d’un réseau. À droite du trait, il n’a pas appris ce qu’il y avait à apprendre.",
    seeds: "Graines",
    expected: (most) => `Écrivez un nombre entier de 1 à ${most}.`,
    codes: "Codes de la classe",
    typed: "Les codes de la classe",
    own: "Code de l’entraînement de cette page, tel qu’il est\u00a0:",
    network: (sizes, epochs) => `${sizes}, ${epochs} époques`,
    seed: (place) => `graine ${place}`,
    summary: (stuck, all, percent, median, learnt) =>
      `${stuck} sur ${all} restent au-dessus d’une perte de ${learnt}\u00a0: ${percent}\u00a0%. Médiane ${median}.`,
    running: (done, all) => `${done} entraînements sur ${all} sont faits.`,
    unknown: (codes) => `Pas de code de perte\u00a0: ${codes}. Une faute de frappe\u202f?`,
    loss: "perte",
    count: "réseaux",
    who: "graine ou code",
    leave: "Retour",
  },
  settings: {
    title: "Réglages",
    size: { label: "Taille", choices: { desk: "pour soi", room: "pour la salle" } },
    teacher: "Régions montrées, ici et par le lien",
    showAll: "Tout montrer",
    regions: {
      v1: "Données",
      v2: "Modèle",
      v3: "Entraînement",
      v4: "Réseau",
      v5: "Règle de la chaîne",
      v6: "Perte",
      v7: "Frontière de décision",
      v8: "Prédictions",
      v9: "Historique",
      v10: "Section",
    },
  },
};

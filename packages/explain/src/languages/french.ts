import { sentence } from "../render/document.js";
import type { Language } from "./language.js";

/** French, with a decimal comma. */
export const french: Language = {
  code: "fr",
  decimalSeparator: ",",
  listSeparator: "; ",
  explanation: {
    title: (derivative) => sentence`D'où vient ${derivative}`,
    predictionTitle: ["Des entrées aux sorties"],
    network: (layers, loss, batch) => [
      `Le réseau : ${layers}.${loss === null ? "" : ` La perte L : ${loss}${batch === 1 ? "" : `, la moyenne sur ${batch} exemples, dont le numéro figure entre parenthèses au-dessus des noms`}.`}`,
    ],
    rounded: (digits) => [
      `Chaque nombre est arrondi à ${digits} ${digits === 1 ? "chiffre significatif" : "chiffres significatifs"} quand on l'écrit, et utilisé ainsi par la suite.`,
    ],
    shown: (digits, isExact) => [
      `Les nombres sont affichés avec au plus ${digits} ${digits === 1 ? "décimale" : "décimales"}`,
      isExact
        ? ", mais calculés avec tous leurs chiffres : à la main, où l'on arrondit chaque nombre en l'écrivant, les derniers chiffres peuvent différer."
        : ".",
    ],
    functionIs: (symbol, name) => sentence`${symbol} est ${[name]} :`,
    functionUnknown: (symbol, name) =>
      sentence`${symbol} est ${[name]}, dont aucune formule n'est connue : ses valeurs et ses dérivées sont les nombres que donne son propre code.`,
    lossUnknown: (name) => [
      `De la perte ${name}, aucune formule n'est connue : sa valeur et sa dérivée sont les nombres que donne son propre code.`,
    ],
    step: ["step(u) vaut 1 si u est supérieur à 0, et 0 sinon."],
    given: ["Données"],
    moreGiven: (count) => [`, et ${count} autres.`],
    forward: ["Propagation avant"],
    chainRule: ["La règle de dérivation en chaîne"],
    paths: (count, from) =>
      count === 1
        ? sentence`Un seul chemin mène de ${from} à la perte.`
        : sentence`${[String(count)]} chemins mènent de ${from} à la perte ; on additionne ce qu'ils donnent.`,
    pathNumber: (index, count) => [`Chemin ${index} sur ${count} :`],
    sumOfPaths: ["La somme des chemins :"],
    layers: (pathCount, from) =>
      sentence`${[String(pathCount)]} chemins mènent de ${from} à la perte, trop pour les écrire un par un : on les regroupe couche par couche, en partant de la perte.`,
    delta: (example, meaning) => sentence`${example} est l'abréviation de ${meaning}, et ainsi de suite.`,
    differs: (value) =>
      value === null
        ? ["(La formule n'a pas de valeur finie ici : le nombre est celui que donne le code de la fonction.)"]
        : sentence`(La formule donne ${value} ; le nombre est celui que donne le code de la fonction.)`,
    check: ["Vérification"],
    measured: (exact, value, uncertainty, verdict) =>
      ({
        right: sentence`Les différences de la perte donnent ${value}, à ${uncertainty} près, avec tous les chiffres : la dérivée ${exact} s'accorde avec cela.`,
        wrong: sentence`Les différences de la perte donnent ${value}, à ${uncertainty} près, avec tous les chiffres : la dérivée ${exact} est fausse.`,
        unmeasurable: sentence`Avec tous les chiffres, la dérivée est ${exact} : trop petite à côté de la perte pour être mesurée. Les différences de la perte donnent ${value}, à ${uncertainty} près.`,
      })[verdict],
    kink: (exact, left, right, verdict) =>
      verdict === "right"
        ? sentence`La perte a un point anguleux ici : d'après ses différences, sa pente est ${left} à gauche et ${right} à droite. Les deux, et tout ce qui est entre elles, comptent comme sa dérivée : ${exact} aussi.`
        : sentence`La perte a un point anguleux ici : d'après ses différences, sa pente est ${left} à gauche et ${right} à droite. La dérivée ${exact} n'est pas entre les deux : elle est fausse.`,
    kinks: (exact, left, right) =>
      sentence`Plusieurs points anguleux de la perte se rencontrent ici : d'après ses différences, sa pente est ${left} à gauche et ${right} à droite, et d'autres tout près. Toutes, et tout ce qui est entre elles, comptent comme sa dérivée : ${exact} aussi.`,
    rounding: (rounded, exact, digits) =>
      sentence`À la main, avec ${[String(digits)]} chiffres significatifs à chaque étape, le résultat est ${rounded} ; avec tous les chiffres, c'est ${exact}. L'écart ne vient que des arrondis.`,
    update: ["Mise à jour"],
    updateRule: (optimizer, settings) => [
      `Mise à jour par ${optimizer}`,
      ...settings.flatMap((setting) => [", ", ...setting]),
      "\u00a0:",
    ],
    atFirst: ["au départ"],
    optimizers: { SGD: "descente de gradient (SGD)" },
    settings: { learningRate: "taux d’apprentissage", momentum: "coefficient d’inertie", step: "au premier pas" },
    updated: (optimizer, parameter, gradient) =>
      sentence`L'optimiseur ${[optimizer]} reçoit le gradient ${gradient} ; voici sa première mise à jour de ${parameter} :`,
    before: ["avant"],
    after: ["après"],
  },
  worksheet: {
    exercise: (seed) => [`Un gradient à la main : feuille ${seed}`],
    answers: (seed) => [`Un gradient à la main : corrigé de la feuille ${seed}`],
    task: ["Complétez les blancs."],
  },
  gradientCheck: {
    header: ["paramètre", "pire élément", "rétropropagation", "différences", "±"],
    verdicts: { right: "d'accord", wrong: "EN DÉSACCORD", unmeasurable: "trop petit pour être mesuré" },
    some: (count, all) => ` (${count} sur ${all})`,
    kink: (left, right) => `, à un point anguleux entre les pentes ${left} et ${right}`,
  },
};

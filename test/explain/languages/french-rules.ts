/** Mathematics of Markdown, options with their values, names of files, what is typed, sections of the lab, and what a layer calls itself. */
const FOREIGN = [
  /\$\$[\s\S]*?\$\$|\$[^$]*\$/g,
  /(?<=^|[\s(])--?[a-z][\w-]*(?:[= ](?:<\w+>|"[^"]*"|[\w.][\w.,]*))?/gm,
  /\((?:choix|par défaut)\u00a0:[^()]*\)/g,
  /[\w-]+\.csv/g,
  /(?<=par exemple |section |au moins )["-]?[\w.,]+"?(?: ou [\d.,-]+)?/g,
  /(?<=la couche [\w.]+, )\w+\([^()]*\)/g,
];

const RULES: readonly (readonly [name: string, RegExp])[] = [
  ["straight apostrophe", /['"]/],
  ["colon without its space", /[^\u00a0\n]:|^:/m],
  ["sign without its narrow space", /[^\u202f][;?!]/],
  ["guillemet without its space", /«[^\u00a0]|[^\u00a0]»/],
  ["decimal point", /\d\.\d/],
  ["place left over", /\bundefined\b|NaN|\bnull\b|\[object/],
  ["no elision", /(?<![-\p{L}])(?:de|le|la|que|ne|se|si) [aeiouéèêàâîôû]\p{L}+/iu],
  ["plural of one", /(?<![\p{L}\d,.’])(?:un|une|1) (?!pas|poids|biais|fois|plus)\p{L}+[sx](?!\p{L})/iu],
  [
    "singular of two",
    /(?<![\p{L}\d,.’])(?:deux|[2-9]) (?:autre|caractère|chemin|chiffre|décimale|entrée|époque|exemple|exercice|fichier|neurone|nombre|paramètre|personne|sortie)(?!\p{L})/iu,
  ],
  [
    "English",
    /\b(the|and|is|of|to|from|with|give|gives|loss|path|layer|update|sheet|forward|check|number|each|learning|Dense|meanSquaredError|sigmoid)\b/i,
  ],
];

/** What is wrong with a French text. */
export function faultsOf(text: string): string[] {
  const words = FOREIGN.reduce((rest, pattern) => rest.replaceAll(pattern, "∎"), text);
  return RULES.flatMap(([name, rule]) => {
    const found = rule.exec(words);
    return found === null ? [] : [`${name}: ${words.slice(Math.max(0, found.index - 20), found.index + 20)}`];
  });
}

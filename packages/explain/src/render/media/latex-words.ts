/**
 * The beginning of a document. pdflatex compiles it; names in other scripts than the Latin one need lualatex or xelatex,
 * and a font of the Noto family for the script: pdflatex leaves a line to write them on, as does what lacks the font.
 */
export function preambleOf(body: string, packages: string): string {
  const [engine, macros] = /\\(?:otherscript|righttoleft)\{/.test(body) ? OTHER_SCRIPTS : [LATIN_ENGINE, ""];
  return `\\documentclass{article}\n${engine}\\usepackage{amsmath}\n${macros}${packages}\\usepackage[margin=2cm]{geometry}\n\\setlength{\\parindent}{0pt}\n\\setlength{\\emergencystretch}{3em}\n\\begin{document}\n`;
}

/** To be written on by hand. */
const BLANK = "\\underline{\\hspace{2.5cm}}";

const LATIN_ENGINE = "\\usepackage[utf8]{inputenc}\n\\usepackage[T1]{fontenc}\n";

const OTHER_SCRIPTS = [
  `\\usepackage{iftex}
\\ifPDFTeX
${LATIN_ENGINE}\\else
\\usepackage{fontspec}
\\fi
`,
  `\\newcommand{\\otherscript}[3]{\\ifPDFTeX${BLANK}\\else\\IfFontExistsTF{#1}{{\\fontspec{#1}[Script=#2]#3}}{${BLANK}}\\fi}
\\newcommand{\\righttoleft}[3]{\\otherscript{#1}{#2}{\\ifLuaTeX\\textdir TRT #3\\else\\TeXXeTstate=1\\beginR #3\\endR\\fi}}
`,
] as const;

/** Characters that LaTeX reads as something else, or has a command for. */
const COMMANDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries([..."&%$#_{}"].map((character) => [character, `\\${character}`])),
  "\\": "\\textbackslash{}",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "\u00a0": "~",
  "\u202f": "\\,",
  "\u2003": "\\quad{}",
  "’": "'",
  "–": "--",
  "…": "\\dots{}",
  "→": "\\(\\to\\)",
  "−": "\\(-\\)",
  "±": "\\(\\pm\\)",
  "·": "\\(\\cdot\\)",
  η: "\\(\\eta\\)",
  Ł: "\\L{}",
  ł: "\\l{}",
  Đ: "\\DJ{}",
  đ: "\\dj{}",
  ı: "\\i{}",
  Œ: "\\OE{}",
  œ: "\\oe{}",
  ẞ: "SS",
};

/** What LaTeX puts on the letter before: as Unicode's combining marks. */
const ACCENTS: Readonly<Record<string, string>> = {
  "\u0300": "`",
  "\u0301": "'",
  "\u0302": "^",
  "\u0303": "~",
  "\u0304": "=",
  "\u0306": "u",
  "\u0307": ".",
  "\u0308": '"',
  "\u030a": "r",
  "\u030b": "H",
  "\u030c": "v",
  "\u0323": "d",
  "\u0326": "textcommabelow",
  "\u0327": "c",
  "\u0328": "k",
  "\u0331": "b",
};

interface Script {
  readonly pattern: RegExp;
  readonly font: string;
  /** As fontspec calls it: without it, letters don't join. */
  readonly name: string;
  readonly isRightToLeft?: boolean;
}

/** Scripts that have a font of their own, which is called after them. */
const OF_ONE_FONT = (
  "Armenian Bengali Devanagari Ethiopic Georgian Gujarati Gurmukhi Kannada Khmer Lao Malayalam Myanmar Sinhala Tamil " +
  "Telugu Thai Tibetan"
).split(" ");

/** Scripts by a property of their characters, with a font that has them. */
const SCRIPTS: readonly Script[] = [
  {
    pattern: /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}]/u,
    font: "Noto Serif CJK SC",
    name: "CJK",
  },
  { pattern: /\p{sc=Arabic}/u, font: "Noto Naskh Arabic", name: "Arabic", isRightToLeft: true },
  { pattern: /\p{sc=Hebrew}/u, font: "Noto Serif Hebrew", name: "Hebrew", isRightToLeft: true },
  { pattern: /\p{sc=Syriac}/u, font: "Noto Sans Syriac", name: "Syriac", isRightToLeft: true },
  { pattern: /\p{sc=Thaana}/u, font: "Noto Sans Thaana", name: "Thaana", isRightToLeft: true },
  ...OF_ONE_FONT.map((name) => ({ pattern: new RegExp(`\\p{sc=${name}}`, "u"), font: `Noto Serif ${name}`, name })),
  { pattern: /\p{sc=Cyrillic}/u, font: "Noto Serif", name: "Cyrillic" },
  { pattern: /\p{sc=Greek}/u, font: "Noto Serif", name: "Greek" },
  { pattern: /\p{sc=Latin}/u, font: "Noto Serif", name: "Latin" },
];

/** Words that mean nothing but themselves, whatever the letters. */
export function latexWords(words: string): string {
  const runs = words.normalize("NFC").match(/[\p{L}\p{M}\u200c\u200d]+(?: +[\p{L}\p{M}\u200c\u200d]+)*|./gsu) ?? [];
  return runs.map(latexRun).join("");
}

/** Letters with spaces between, or a single character. Words of one script stay together, as they may run to the left. */
function latexRun(run: string): string {
  const parts: { text: string; script: Script | string }[] = [];
  for (const text of run.split(/(?<=[^ ])(?= )/)) {
    const script =
      inLatin(text) ?? SCRIPTS.find(({ pattern }) => pattern.test(text)) ?? `${/^ */.exec(text)![0]}${BLANK}`;
    const last = parts.at(-1);
    if (last !== undefined && last.script === script && typeof script !== "string") last.text += text;
    else parts.push({ text, script });
  }
  return parts.map(({ text, script }) => (typeof script === "string" ? script : inScript(text, script))).join("");
}

function inScript(text: string, { font, name, isRightToLeft = false }: Script): string {
  const [, spaces, word] = /^( *)(.*)$/su.exec(text)!;
  return `${spaces}\\${isRightToLeft ? "righttoleft" : "otherscript"}{${font}}{${name}}{${word}}`;
}

/** A word as commands, or `undefined` where a letter isn't in the Latin fonts; for a sign, there is a question mark. */
function inLatin(text: string): string | undefined {
  const letters = (text.normalize("NFD").match(/.\p{M}*/gsu) ?? []).map(latinLetter);
  if (!letters.includes(null)) return letters.join("");
  return /[\p{L}\p{M}]/u.test(text) ? undefined : letters.map((letter) => letter ?? "?").join("");
}

/** A letter with its marks, or `null` where the Latin fonts don't have it. */
function latinLetter(grapheme: string): string | null {
  const composed = grapheme.normalize("NFC");
  if (COMMANDS[composed] !== undefined) return COMMANDS[composed];
  if (/^[\n -}¡«»À-ÖØ-öø-ÿ]$/u.test(composed)) return composed;
  const [letter, ...marks] = [...grapheme];
  const base = COMMANDS[letter!] ?? letter!;
  if (marks.length === 0 || !/^(?:[A-Za-z]|\\[A-Za-z]+\{\})$/.test(base)) return null;
  if (marks.some((mark) => ACCENTS[mark] === undefined)) return null;
  return marks.reduce((inside, mark) => `\\${ACCENTS[mark]}{${inside}}`, base === "i" ? "\\i{}" : base);
}

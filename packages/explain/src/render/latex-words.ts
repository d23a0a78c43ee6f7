/**
 * The beginning of a document. pdflatex compiles it; names in other scripts than the Latin one need lualatex or xelatex,
 * and a font of the Noto family for the script: pdflatex leaves a line to write them on.
 */
export function preambleOf(body: string): string {
  const [engine, macros] = /\\(?:otherscript|righttoleft)\{/.test(body) ? OTHER_SCRIPTS : [LATIN_ENGINE, ""];
  return `\\documentclass{article}\n${engine}\\usepackage{amsmath}\n${macros}\\setlength{\\parindent}{0pt}\n\\begin{document}\n`;
}

const LATIN_ENGINE = "\\usepackage[utf8]{inputenc}\n\\usepackage[T1]{fontenc}\n";

const OTHER_SCRIPTS = [
  `\\usepackage{iftex}
\\ifPDFTeX
${LATIN_ENGINE}\\else
\\usepackage{fontspec}
\\fi
`,
  `\\newcommand{\\otherscript}[2]{\\ifPDFTeX\\underline{\\hspace{2.5cm}}\\else\\IfFontExistsTF{#1}{{\\fontspec{#1}#2}}{{#2}}\\fi}
\\newcommand{\\righttoleft}[2]{\\otherscript{#1}{\\ifLuaTeX\\textdir TRT #2\\else\\TeXXeTstate=1\\beginR #2\\endR\\fi}}
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

/** Scripts by a property of their characters, with a font that has them. */
const SCRIPTS: readonly { readonly pattern: RegExp; readonly font: string; readonly isRightToLeft?: boolean }[] = [
  { pattern: /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}]/u, font: "Noto Serif CJK SC" },
  { pattern: /\p{sc=Arabic}/u, font: "Noto Naskh Arabic", isRightToLeft: true },
  { pattern: /\p{sc=Hebrew}/u, font: "Noto Serif Hebrew", isRightToLeft: true },
  { pattern: /\p{sc=Devanagari}/u, font: "Noto Serif Devanagari" },
  { pattern: /[\p{L}\p{M}]/u, font: "Noto Serif" },
];

/** Words that mean nothing but themselves, whatever the letters. */
export function latexWords(words: string): string {
  const runs = words.normalize("NFC").match(/[\p{L}\p{M}]+(?:[ \u200c\u200d]+[\p{L}\p{M}]+)*|./gsu) ?? [];
  return runs.map(latexRun).join("");
}

/** Letters, or a single character. A run of letters of another script stays together, as its letters join. */
function latexRun(run: string): string {
  const graphemes = run.normalize("NFD").match(/.\p{M}*/gsu) ?? [];
  const latin = graphemes.map(latinLetter);
  if (!latin.includes(null)) return latin.join("");
  const { font, isRightToLeft } = SCRIPTS.find(({ pattern }) => pattern.test(run)) ?? {};
  if (font === undefined) return latin.map((letter) => letter ?? "?").join("");
  return `\\${isRightToLeft ? "righttoleft" : "otherscript"}{${font}}{${run}}`;
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

import { english, french, worksheet, worksheetLatex, worksheetMarkdown } from "@nn/explain";
import { tanh } from "@nn/layers";
import { Adam } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { renderStrictly } from "../render/mathematics.js";

const nameLine = (paper: string): string => paper.split("\n").find((line) => /^(Name|Nom)/.test(line))!;

describe("what stands above the blanks", () => {
  const above = (seed: number, language: typeof french, options: object = {}): string[] =>
    worksheetMarkdown(worksheet({ seed, ...options }), { language })
      .exercise.split("\n\n")
      .slice(0, 4);

  test("in French", () => {
    expect(above(3, french)).toMatchInlineSnapshot(`
      [
        "# Exercice guidé : un gradient, feuille 3",
        "Nom : $\\underline{\\hspace{2.5cm}}$  Date : $\\underline{\\hspace{2.5cm}}$",
        "Complétez. Arrondissez chaque résultat à 3 chiffres significatifs. Calculez chaque somme d’un seul coup, sans arrondir ses termes.",
        "Tolérance : ± 1 sur le dernier chiffre. Les zéros finals s’écrivent : 0,900, et non 0,9.",
      ]
    `);
  });

  test("in English", () => {
    expect(above(3, english)).toMatchInlineSnapshot(`
      [
        "# Worked exercise: a gradient, sheet 3",
        "Name: $\\underline{\\hspace{2.5cm}}$  Date: $\\underline{\\hspace{2.5cm}}$",
        "Fill in the blanks. Round each result to 3 significant digits. Compute a sum in one go, without rounding its terms.",
        "Tolerance: ± 1 in the last digit. Zeros at the end are written: 0.900, not 0.9.",
      ]
    `);
  });

  test("with another rounding", () => {
    const [, , task, tolerance] = above(3, french, { significantDigits: 2 });
    expect([task, tolerance]).toMatchInlineSnapshot(`
      [
        "Complétez. Arrondissez chaque résultat à 2 chiffres significatifs. Calculez chaque somme d’un seul coup, sans arrondir ses termes.",
        "Tolérance : ± 1 sur le dernier chiffre. Les zéros finals s’écrivent : 0,90, et non 0,9.",
      ]
    `);
    expect(above(3, english, { significantDigits: 1 }).slice(2)).toMatchInlineSnapshot(`
      [
        "Fill in the blanks. Round each result to 1 significant digit. Compute a sum in one go, without rounding its terms.",
        "Tolerance: ± 1 in the last digit.",
      ]
    `);
  });

  test("the answers have the name and the tolerance, and nothing to write on", () => {
    const { answers } = worksheetMarkdown(worksheet({ seed: 3, name: "Ada" }), { language: french });
    expect(answers).toContain("Nom\u00a0: Ada\n\nTolérance\u00a0: ±\u00a01 sur le dernier chiffre.");
    expect(answers).not.toContain("Date");
  });
});

describe("what there is to fill in", () => {
  test("f′ has a blank of its own, and the update's rule and η are there", () => {
    for (const language of [french, english]) {
      const { exercise } = worksheetMarkdown(worksheet({ seed: 3 }), { language });
      expect(exercise).toMatch(/f'\\left\(z_\{o_\{1\}\}\\right\) &= \\underline/);
      expect(exercise).toMatch(/f'\\left\(z_\{h_\{\d\}\}\\right\) &= \\underline/);
      expect(exercise).toMatch(/w_\{\d\} &\\leftarrow w_\{\d\} - \\eta \\cdot \\frac/);
      expect(exercise).toMatch(
        language === french ? /taux d’apprentissage \$\\eta = 0\{,\}1\$/ : /learning rate \$\\eta = 0.1\$/,
      );
    }
  });

  test("another activation and another optimizer, too", () => {
    const sheet = worksheet({ seed: 4, activation: tanh, optimizer: new Adam({ learningRate: 0.1 }) });
    const { exercise } = worksheetMarkdown(sheet);
    expect(exercise).toMatch(/f'\\left\(z_\{o_\{1\}\}\\right\) &= \\underline/);
    expect(exercise).toContain("\\eta");
  });
});

/** With three digits, as it is written by hand. */
const written = (value: number): string => (value === 0 ? "0" : value.toPrecision(3));

describe("zeros at the end", () => {
  test("are written where a number was rounded, in results and in formulas, and not where one was given", () => {
    for (let seed = 0; seed < 60; seed++) {
      const sheet = worksheet({ seed });
      const { given, forward } = sheet.explanation;
      const { answers, exercise } = worksheetMarkdown(sheet);
      const results = [...answers.matchAll(/^ &= (-?\d+\.\d+)$/gm)].map(([, digits]) => digits!);
      const last = results.pop()!;
      const { after, lines } = sheet.explanation.update!;
      expect(Number(last)).toBe(after);
      // The parameter has the places of its change.
      const change = written(lines[0]!.change!.value);
      if (!change.includes("e") && Math.abs(after) > 1e-3) {
        expect(last.split(".")[1]).toHaveLength(change.split(".")[1]!.length);
      }
      for (const digits of results) expect(digits.replace(/^-?0?\.?0*|\./g, "")).toHaveLength(3);
      for (const { symbol, value } of given) {
        const name = symbol.replace(/(\d)/, "_{$1}");
        for (const paper of [answers, exercise]) expect(paper).toContain(`$${name} = ${value}$`);
      }
      expect(forward.length).toBe(7);
    }
  });

  test("be a number that was given the same or not: −1.50 was found, −1.5 given", () => {
    let alike = 0;
    for (let seed = 0; seed < 200; seed++) {
      const sheet = worksheet({ seed });
      const { explanation } = sheet;
      const { answers } = worksheetMarkdown(sheet, { language: french });
      const plain = answers.replaceAll(/\\left|\\right/g, "").replaceAll("{,}", ".");
      const given = new Map(explanation.given.map(({ symbol, value }) => [symbol, value]));
      const found = new Map(explanation.forward.map(({ symbol, value }) => [symbol, value]));
      if ([...found.values()].some((value) => [...given.values()].some((one) => Math.abs(one) === Math.abs(value))))
        alike++;
      const [z, h1, h2] = ["z_h1", "h1", "h2"].map((name) => written(found.get(name)!)) as [string, string, string];
      const [w5, w6, b3] = ["w5", "w6", "b3"].map((name) => String(given.get(name))) as [string, string, string];
      const isPlain = (...texts: string[]): boolean => texts.every((text) => !/e|0\.000/.test(text));
      if (isPlain(z)) expect(plain).toContain(`\n &= f(${z}) \\\\\n`);
      if (isPlain(h1, h2)) {
        const line = plain.split("\n").find((text) => text.startsWith(` &= ${w5} \\cdot ${h1} +`))!;
        expect(line.replaceAll(/[()]/g, "")).toBe(` &= ${w5} \\cdot ${h1} + ${w6} \\cdot ${h2} + ${b3} \\\\`);
      }
      const gradient = written(explanation.gradient);
      if (isPlain(gradient)) {
        expect(plain).toContain(`on obtient $${gradient}$`);
        expect(plain.replaceAll(/[()]/g, "")).toContain(` &= 0.1 \\cdot ${gradient} \\\\`);
      }
    }
    expect(alike).toBeGreaterThan(20);
  });

  test("0 stays 0, and large numbers have no zeros behind a point", () => {
    const { answers } = worksheetMarkdown(worksheet({ seed: 1, significantDigits: 2 }));
    expect(answers).not.toMatch(/\d\.00\d*e|&= 0\.0+$/m);
  });
});

describe("a class of names", () => {
  const names = [
    "Łucja",
    "李 小龍",
    "عمر الخيام",
    "Zoë",
    "Nguyễn Thị Ánh",
    "Đặng",
    "Ștefan",
    "Иван",
    "O'Brien & Söhne_{x}",
    "İpek",
    "สมชาย",
    "Łucja 李 محمد",
    "राम किशोर",
    "ᏣᎳᎩ",
    "Zoë 😀",
  ];

  test("each name has a sheet of its own, the same each time, and another with another seed", () => {
    const sheetOf = (name: string, seed = 2026): string => JSON.stringify(worksheet({ seed, name }).explanation);
    expect(new Set(names.map((name) => sheetOf(name))).size).toBe(names.length);
    expect(sheetOf("Łucja")).toBe(sheetOf("Łucja"));
    expect(sheetOf("Łucja", 2027)).not.toBe(sheetOf("Łucja"));
  });

  test("however the name was typed", () => {
    const composed = worksheet({ seed: 1, name: "Zoë  Łucja" });
    expect(worksheet({ seed: 1, name: " Zoe\u0308\nŁucja " })).toEqual(composed);
    expect(composed.name).toBe("Zoë Łucja");
  });

  test("stands in Markdown as it is", () => {
    const lines = names.map(
      (name) => nameLine(worksheetMarkdown(worksheet({ seed: 1, name })).exercise).split("\u2003")[0]!,
    );
    expect(lines.map((line) => line.replace("\\_", "_"))).toEqual(names.map((name) => `Name: ${name}`));
  });

  test("stands in LaTeX as commands, or in a font that has its letters", () => {
    const latex = names.map((name) => {
      const { exercise, answers } = worksheetLatex(worksheet({ seed: 1, name }), { language: french });
      expect(answers.split("\n")).toContain(nameLine(answers));
      expect(renderStrictly(exercise)).toBeGreaterThan(10);
      return nameLine(exercise).split("\\quad")[0]!;
    });
    expect(latex).toMatchInlineSnapshot(`
      [
        "Nom~: \\L{}ucja",
        "Nom~: \\otherscript{Noto Serif CJK SC}{CJK}{李 小龍}",
        "Nom~: \\righttoleft{Noto Naskh Arabic}{Arabic}{عمر الخيام}",
        "Nom~: Zoë",
        "Nom~: Nguy\\~{\\^{e}}n Th\\d{\\i{}} Ánh",
        "Nom~: \\DJ{}\\u{\\d{a}}ng",
        "Nom~: \\textcommabelow{S}tefan",
        "Nom~: \\otherscript{Noto Serif}{Cyrillic}{Иван}",
        "Nom~: O'Brien \\& Söhne\\_\\{x\\}",
        "Nom~: \\.{I}pek",
        "Nom~: \\otherscript{Noto Serif Thai}{Thai}{สมชาย}",
        "Nom~: \\L{}ucja \\otherscript{Noto Serif CJK SC}{CJK}{李} \\righttoleft{Noto Naskh Arabic}{Arabic}{محمد}",
        "Nom~: \\otherscript{Noto Serif Devanagari}{Devanagari}{राम किशोर}",
        "Nom~: \\underline{\\hspace{2.5cm}}",
        "Nom~: Zoë ?",
      ]
    `);
  });

  test("what isn't a name is refused", () => {
    for (const name of ["", "  ", "7", 7, null, "\u0301"]) {
      expect(() => worksheet({ seed: 1, name: name as string })).toThrow("worksheet: name must be a name, as in");
    }
    const sheet = { ...worksheet({ seed: 1 }), name: 7 as never };
    expect(() => worksheetMarkdown(sheet)).toThrow("its name must be a text or null, and is 7.");
  });
});

test("a document of other scripts is for lualatex and xelatex, too, and other documents have nothing of that", () => {
  const paper = (name: string): string => worksheetLatex(worksheet({ seed: 1, name })).exercise;
  expect(paper("عمر").slice(0, paper("عمر").indexOf("\\section"))).toMatchInlineSnapshot(`
    "\\documentclass{article}
    \\usepackage{iftex}
    \\ifPDFTeX
    \\usepackage[utf8]{inputenc}
    \\usepackage[T1]{fontenc}
    \\else
    \\usepackage{fontspec}
    \\fi
    \\usepackage{amsmath}
    \\newcommand{\\otherscript}[3]{\\ifPDFTeX\\underline{\\hspace{2.5cm}}\\else\\IfFontExistsTF{#1}{{\\fontspec{#1}[Script=#2]#3}}{\\underline{\\hspace{2.5cm}}}\\fi}
    \\newcommand{\\righttoleft}[3]{\\otherscript{#1}{#2}{\\ifLuaTeX\\textdir TRT #3\\else\\TeXXeTstate=1\\beginR #3\\endR\\fi}}
    \\usepackage[margin=2cm]{geometry}
    \\setlength{\\parindent}{0pt}
    \\setlength{\\emergencystretch}{3em}
    \\begin{document}

    "
  `);
  expect(paper("Ada")).toContain("\\usepackage[T1]{fontenc}");
  expect(paper("Ada")).not.toMatch(/fontspec|otherscript/);
});

/** Where a page's number isn't what the computation of its name gives. */
export interface Fault {
  readonly line: number;
  readonly message: string;
}

export type Language = "en" | "fr";
export type Values = Readonly<Record<string, number>>;

/** `<!-- = loss.zero .2 -->0.50<!-- /= -->`: the value's name, and its decimals, `%` before them for percents. */
const BOUND = /<!-- = ([\w.-]+) (%?)\.(\d+) -->(.*?)<!-- \/= -->/g;

/** Numbers with so many digits that they come from a computation. */
const LONG = { en: /\d\.\d{3,}/g, fr: /\d,\d{3,}/g };

/** A page with each bound number as its computed value is written in the page's language. */
export function withNumbers(text: string, language: Language, values: Values): string {
  return text.replace(BOUND, (whole, name: string, percent: string, decimals: string) => {
    const value = computedFor(values, name);
    if (value === undefined) return whole;
    return `<!-- = ${name} ${percent}.${decimals} -->${written(value, percent, +decimals, language)}<!-- /= -->`;
  });
}

/** What is wrong with a page's bound numbers, and which long numbers of its prose are bound to nothing. */
export function faultsIn(text: string, language: Language, values: Values): Fault[] {
  const faults: Fault[] = [];
  for (const [index, content] of proseOf(text).split("\n").entries()) {
    const told = (message: string): void => void faults.push({ line: index + 1, message });
    const unbound = content.replace(BOUND, (_, name: string, percent: string, decimals: string, shown: string) => {
      const value = computedFor(values, name);
      if (value === undefined) told(`no value is called ${name}`);
      else {
        const right = written(value, percent, +decimals, language);
        if (shown !== right) told(`${name} is ${right}, and the page says ${shown}`);
      }
      return "";
    });
    if (unbound.includes("<!-- =") || unbound.includes("/= -->")) told("a number's mark isn't whole");
    if (unbound.includes("<!-- quoted -->")) continue;
    for (const [number] of unbound.matchAll(LONG[language])) told(`${number} is bound to no value`);
  }
  return faults;
}

/** How often a page takes a number from a computation. */
export const countIn = (text: string): number => [...text.matchAll(BOUND)].length;

export const namesIn = (text: string): string[] => [...text.matchAll(BOUND)].map(([, name]) => name!);

const computedFor = (values: Values, name: string): number | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

/** A number with a decimal sign and a minus as in print. */
function written(value: number, percent: string, decimals: number, language: Language): string {
  const text = (percent ? 100 * value : value).toFixed(decimals).replace("-", "−");
  const number = language === "fr" ? text.replace(".", ",") : text;
  return percent ? `${number}${language === "fr" ? "\u00a0" : " "}%` : number;
}

/** The page without its code, which is executed, line for line. */
function proseOf(text: string): string {
  const emptied = (code: string): string => code.replace(/[^\n]/g, "");
  return text.replace(/^```[\s\S]*?^```$/gm, emptied).replace(/`[^`\n]*`/g, emptied);
}

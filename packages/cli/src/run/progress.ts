import type { EpochReport } from "@nn/core";
import plot from "simple-ascii-chart";
import type { Language } from "../program/language.js";
import { figure, nameOfFigure } from "../program/printing/figures.js";
import { NBSP } from "../program/printing/typography.js";
import type { Output } from "../program/system/system.js";
import { widthOf } from "../program/task.js";

/** A line that changes more often can't be read. */
const REFRESH_MILLISECONDS = 100;
/** A training that ends sooner needs no line. */
const SOON_MILLISECONDS = 500;
/** As wide and high as a curve is drawn, where there is room for it. */
const CURVE = { columns: 60, lines: 10, least: 90 };

interface Words {
  place(epoch: number, epochs: number): string;
  rate(perSecond: string): string;
  each(time: string): string;
  left(time: string): string;
  within(time: string): string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    place: (epoch, epochs) => `epoch ${epoch} of ${epochs}`,
    rate: (perSecond) => `${perSecond} epochs/s`,
    each: (time) => `${time} an epoch`,
    left: (time) => `${time} left`,
    within: (time) => `in ${time}`,
  },
  fr: {
    place: (epoch, epochs) => `époque ${epoch} sur ${epochs}`,
    rate: (perSecond) => `${perSecond} époques/s`,
    each: (time) => `${time} par époque`,
    left: (time) => `encore ${time}`,
    within: (time) => `en ${time}`,
  },
};

/** Keeps a terminal up to date with a training: a line with its last report, and a curve of its loss where there is room. */
export class Progress {
  readonly #output: Output;
  readonly #epochs: number;
  readonly #language: Language;
  readonly #begun: number = Date.now();
  readonly #losses: [epoch: number, loss: number][] = [];
  readonly #first: number;
  #shownAt: number = this.#begun + SOON_MILLISECONDS - REFRESH_MILLISECONDS;
  #height = 0;
  #last: EpochReport | undefined;

  /** @param first - How many epochs were made before. */
  constructor(output: Output, epochs: number, first: number, language: Language) {
    this.#output = output;
    this.#epochs = epochs;
    this.#first = first;
    this.#language = language;
  }

  show(report: EpochReport): void {
    this.#last = report;
    this.#losses.push([report.epoch, report.validation?.loss ?? report.loss]);
    if (this.#output.isTTY && Date.now() - this.#shownAt >= REFRESH_MILLISECONDS) this.#write();
  }

  /** The last report stays on the terminal, and what is printed next begins on a line of its own. */
  end(): void {
    if (this.#height === 0) return;
    this.#write();
    this.#output.write("\n");
  }

  #write(): void {
    this.#shownAt = Date.now();
    const columns = widthOf(this.#output);
    const seconds = (this.#shownAt - this.#begun) / 1000;
    const line = progressLine(this.#last!, this.#epochs, this.#first, seconds, columns - 1, this.#language);
    const curve = columns >= CURVE.least ? curveOf(this.#losses, this.#language) : [];
    const up = this.#height > 1 ? `\u001b[${this.#height - 1}A` : "";
    this.#height = curve.length + 1;
    this.#output.write(`${up}\r${[...curve, line].map((each) => `${each}\u001b[K`).join("\n")}`);
  }
}

/** A curve of the loss in lines; none of fewer than two reports. */
function curveOf(losses: readonly (readonly [number, number])[], language: Language): string[] {
  const step = Math.max(1, Math.ceil(losses.length / CURVE.columns));
  const points = losses.filter(([, loss], i) => i % step === 0 && Number.isFinite(loss));
  if (points.length < 2) return [];
  const formatter = (value: number): string => figure(value, language);
  const chart = plot(points as [number, number][], { width: CURVE.columns, height: CURVE.lines, formatter });
  return chart.split("\n").filter((line) => line.trim() !== "");
}

/** The line, in so many columns: figures that have no room are left out, the last ones first. */
function progressLine(
  report: EpochReport,
  epochs: number,
  first: number,
  seconds: number,
  width: number,
  language: Language,
): string {
  const words = WORDS[language];
  const done = report.epoch + 1;
  const rate = (done - first) / seconds;
  const place = words.place(done, epochs);
  const pace = rate >= 1 ? words.rate(figure(rate, language)) : words.each(timeOf(1 / rate));
  const end = done < epochs ? words.left(timeOf((epochs - done) / rate)) : words.within(timeOf(seconds));
  const figures = figuresOf(report, language);
  // A number that is cut is another one.
  const lines = figures.map((_, i) => [
    place,
    ...figures.slice(0, i + 1),
    ...(i + 1 < figures.length ? ["…"] : []),
    pace,
    end,
  ]);
  const shorter = [[place, ...figures.slice(0, 1), end], [place, end], [place]];
  return [...lines.reverse(), ...shorter].map((parts) => parts.join("  ")).find((text) => text.length <= width) ?? "";
}

/** Those that are numbers: a matrix has no place in a line. */
function figuresOf({ epoch: _, validation, ...own }: EpochReport, language: Language): string[] {
  const listed = (figures: object, before: string): string[] =>
    Object.entries(figures).flatMap(([name, value]) => {
      if (typeof value !== "number") return [];
      return [`${before}${nameOfFigure(name, language)} ${figure(value, language)}`];
    });
  return [...listed(own, ""), ...listed(validation ?? {}, "validation ")];
}

/** A time in its two largest units. */
function timeOf(seconds: number): string {
  const whole = Math.round(seconds);
  const unit = (count: number, name: string): string => `${count}${NBSP}${name}`;
  if (whole < 60) return unit(whole, "s");
  if (whole < 3600) return `${unit(Math.floor(whole / 60), "min")} ${unit(whole % 60, "s")}`;
  const minutes = Math.round(seconds / 60);
  return `${unit(Math.floor(minutes / 60), "h")} ${unit(minutes % 60, "min")}`;
}

import { suggestion } from "@nn/core/component";
import type { Words } from "../languages/english.js";
import { Complaint } from "./complaint.js";

/** What an option reads its value with; `flag` is as it is typed. */
export type Reading<T> = (flag: string, words: Words) => (text: string) => T;

/** Each option that takes a value, with one that it can be given. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  "--data": "people.csv",
  "--predict": "new-people.csv",
  "--seed": "7",
  "--epochs": "1000",
  "--learning-rate": "0.1",
  "--hidden": "4,3",
  "--loss": "binaryCrossEntropy",
  "--optimizer": "adam",
  "--scale": "standardize",
  "--init": "ones",
  "--weights": "0,1",
  "--bias": "4",
  "--explain": "w1",
  "--input": "2,3",
  "--person": "Bob",
  "--digits": "3",
  "--format": "markdown",
  "--sheets": "Ada,Zoé",
  "--level": "path",
  "--page": "https://school.example/atelier.html",
  "--save": "network.json",
  "--load": "network.json",
  "--export": "onnx",
  "--lang": "fr",
};

/** One of some words. */
export function oneOf(choices: readonly string[]): Reading<string> {
  return (flag, words) => (text) => {
    if (choices.includes(text)) return text;
    throw refusal(flag, words.or(choices), text, nearest(text, choices), words);
  };
}

const WHOLE_NUMBER = /^[1-9]\d*$/;

/** A whole number from 1 to so many. */
export function integer(most: number = Infinity): Reading<number> {
  return (flag, words) => (text) => {
    if (WHOLE_NUMBER.test(text) && Number(text) <= most) return Number(text);
    const { wholeNumber, wholeNumberTo } = words.complaints;
    throw refusal(flag, most === Infinity ? wholeNumber : wholeNumberTo(most), text, undefined, words);
  };
}

/** Whole numbers of at least 1. */
export const integers: Reading<number[]> = (flag, words) => (text) => {
  const parts = text.split(",");
  if (parts.every((part) => WHOLE_NUMBER.test(part))) return parts.map(Number);
  throw refusal(flag, words.complaints.wholeNumbers, text, undefined, words);
};

/** A number as it is typed; the program prints minus signs, and they are taken, too. */
function numberIn(text: string): number {
  const typed = text.trim().replace(/^[−–]/, "-");
  return typed === "" ? NaN : Number(typed);
}

/** A number with a decimal comma, as it should have been typed. */
function withPoint(text: string): string | undefined {
  const typed = text.replace(",", ".");
  return typed !== text && Number.isFinite(numberIn(typed)) ? typed : undefined;
}

/** A number above 0. */
export const positive: Reading<number> = (flag, words) => (text) => {
  const value = numberIn(text);
  if (value > 0 && value < Infinity) return value;
  throw refusal(flag, words.complaints.positiveNumber, text, withPoint(text), words);
};

/** Any number. */
export const number: Reading<number> = (flag, words) => (text) => {
  const value = numberIn(text);
  if (Number.isFinite(value)) return value;
  throw refusal(flag, words.complaints.number, text, withPoint(text), words);
};

/** Numbers with a comma between two. */
export const numbers: Reading<number[]> = (flag, words) => (text) => {
  const values = text.split(",").map(numberIn);
  if (values.every(Number.isFinite)) return values;
  throw refusal(flag, words.complaints.numbers, text, undefined, words);
};

/** An address, without a place in what it leads to. */
export const address: Reading<string> = (flag, words) => (text) => {
  if (/^[^\s#]+$/.test(text)) return text;
  throw refusal(flag, words.complaints.address, text, undefined, words);
};

/** The name that was meant, where one is near. */
export function nearest(text: string, names: readonly string[]): string | undefined {
  return inSmallLetters(text, names) ?? names.find((name) => suggestion(text, names) === `Did you mean "${name}"?`);
}

/** The name that differs by capital letters alone. */
export function inSmallLetters(text: string, names: readonly string[]): string | undefined {
  return names.find((name) => name.toLowerCase() === text.trim().toLowerCase());
}

function refusal(flag: string, takes: string, text: string, meant: string | undefined, words: Words): Complaint {
  const { takesNot, didYouMean } = words.complaints;
  const sentence = takesNot(flag, takes, words.shown(text));
  return new Complaint(meant === undefined ? sentence : `${sentence} ${didYouMean(`${flag} ${meant}`)}`);
}

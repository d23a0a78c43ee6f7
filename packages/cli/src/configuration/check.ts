import { suggestion } from "@nn/core/component";
import * as v from "valibot";
import { Complaint } from "../program/errors/complaint.js";
import { nearest } from "../program/find.js";
import { NBSP } from "../program/printing/typography.js";
import { configurationSchema, expectedAt, namesAt } from "./schema.js";
import type { Configuration } from "./types.js";

type Path = readonly (string | number)[];

/**
 * What was read as a configuration.
 *
 * @param source - What messages call it.
 * @param lineOf - On which line a part of it stands, if that is known.
 * @throws Complaint for what isn't one, with its place, what is expected there, and what was most likely meant.
 */
export function checkConfiguration(
  value: unknown,
  source: string,
  lineOf: (path: Path) => number | undefined,
): Configuration {
  const result = v.safeParse(configurationSchema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  const line = lineOf(path) ?? lineOf(path.slice(0, -1));
  const [en, fr] = [
    `${source}${line === undefined ? "" : `, line ${line}`}: `,
    `${source}${line === undefined ? "" : `, ligne ${line}`}${NBSP}: `,
  ];
  const last = path.at(-1);
  const known = namesAt(path.slice(0, -1));
  if (typeof last === "string" && issue.expected === "never") {
    const meant = nearest(last, known);
    const place = path.slice(0, -1).join(".");
    throw new Complaint({
      en: `${en}${place === "" ? "the configuration" : place} has no ${JSON.stringify(last)}. ${suggestion(last, known)}`,
      fr: `${fr}${place === "" ? "la configuration" : place} n’a pas de ${JSON.stringify(last)}. ${
        meant === undefined
          ? `Il y a${NBSP}: ${known.join(", ")}.`
          : `Vouliez-vous dire ${JSON.stringify(meant)}${NBSP}?`
      }`,
    });
  }
  const place = path.reduce<string>(
    (said, key) => `${said}${typeof key === "number" ? `[${key}]` : `${said && "."}${key}`}`,
    "",
  );
  const isMissing = issue.received === "undefined";
  const [expected = "", expectedInFrench = ""] = (isMissing ? expectedAt(path) : issue.message).split("|");
  const isEmpty = Array.isArray(issue.input) && issue.input.length === 0;
  const [got, gotInFrench] = isEmpty ? ["an empty list", "une liste vide"] : [issue.received, issue.received];
  throw new Complaint({
    en: `${en}${place || "it"} ${isMissing ? "is missing. It has to be" : "must be"} ${expected}${isMissing ? "." : `, but is ${got}.`}`,
    fr: `${fr}${place || "ce fichier"} ${isMissing ? "manque. Il faut" : "doit être"} ${expectedInFrench}${isMissing ? "." : `, mais est ${gotInFrench}.`}`,
  });
}

import { show } from "@nn/core/component";

/** A copy of a value with what belongs to it and nothing else; or a refusal that says where it isn't right. */
export type Rule = (value: unknown, place: string, refuse: (lack: string) => never) => unknown;

export const rule =
  (isRight: (value: unknown) => boolean, expected: string): Rule =>
  (value, place, refuse) =>
    isRight(value) ? value : refuse(`its ${place} must be ${expected}, but is ${show(value)}`);

export const text: Rule = rule((value) => typeof value === "string", "a text");
export const number: Rule = rule((value) => typeof value === "number", "a number");
export const textOrNull: Rule = rule((value) => typeof value === "string" || value === null, "a text or null");
export const count: Rule = rule((value) => Number.isSafeInteger(value) && Number(value) >= 0, "a whole number");
export const digitsOrNull: Rule = rule(
  (value) => value === null || (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 15),
  "null or a whole number from 1 to 15",
);
export const finite: Rule = rule(Number.isFinite, "a finite number");
export const digits: Rule = rule(
  (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 100,
  "a whole number from 1 to 100",
);
export const numberOrNone: Rule = rule(
  (value) => value === undefined || value === null || typeof value === "number",
  "a number or null, if it is there",
);
export const textOrNone: Rule = rule(
  (value) => value === undefined || typeof value === "string",
  "a text, if it is there",
);
export const flag: Rule = rule((value) => typeof value === "boolean", "true or false");
export const verdict: Rule = rule(
  (value) => value === "right" || value === "wrong" || value === "unmeasurable",
  '"right", "wrong" or "unmeasurable"',
);

export const record =
  (rules: Readonly<Record<string, Rule>>): Rule =>
  (value, place, refuse) => {
    if (typeof value !== "object" || value === null)
      return refuse(`its ${place} must be an object, but is ${show(value)}`);
    const own = (name: string): unknown =>
      Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
    const copies = Object.entries(rules).map(([name, inner]) => {
      return [name, inner(own(name), place === "" ? name : `${place}.${name}`, refuse)] as const;
    });
    return Object.fromEntries(copies.filter(([, copy]) => copy !== undefined));
  };

export const listOf =
  (inner: Rule): Rule =>
  (value, place, refuse) => {
    if (!Array.isArray(value)) return refuse(`its ${place} must be a list, but is ${show(value)}`);
    return Array.from({ length: value.length }, (_, i) => inner(value[i], `${place}[${i}]`, refuse));
  };

export const someOf =
  (inner: Rule): Rule =>
  (value, place, refuse) => {
    if (Array.isArray(value) && value.length === 0) return refuse(`its ${place} is empty`);
    return listOf(inner)(value, place, refuse);
  };

export const orNull =
  (inner: Rule): Rule =>
  (value, place, refuse) =>
    value === null ? null : inner(value, place, refuse);

export const orNone =
  (inner: Rule): Rule =>
  (value, place, refuse) =>
    value === undefined ? undefined : inner(value, place, refuse);

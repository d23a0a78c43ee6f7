import { OptionError } from "@nn/core";
import { type Described, show, type Titles } from "@nn/core/component";

/**
 * What readers are shown of a component, as a part of an explanation, if it says so.
 *
 * @throws OptionError for titles that aren't texts by their language.
 */
export function titlesOf({ name, titles }: Described & { readonly name: string }): { readonly titles?: Titles } {
  if (titles === undefined) return {};
  const given: unknown = titles;
  if (typeof given === "object" && given !== null && Object.values(given).every((title) => typeof title === "string")) {
    return { titles: { ...titles } };
  }
  throw new OptionError(
    `The titles of ${name} must be texts by their language, as in { en: "the sigmoid function" }, but are ${show(given)}.`,
  );
}

import { DataError } from "@nn/core";
import { show } from "@nn/core/component";
import type { Content } from "../content.js";

/** The named columns alone, in the order of the names. */
export function selected(content: Content, names: readonly string[]): Content {
  checkSome(content, "select", names);
  const columns = new Map(names.map((name) => [name, content.column(name)]));
  if (columns.size === names.length) return content.withColumns(columns);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  throw new DataError(`${content.source}: select takes each column once, but got ${show(twice)} twice.`);
}

/** All columns but the named ones. */
export function dropped(content: Content, names: readonly string[]): Content {
  checkSome(content, "drop", names);
  for (const name of names) content.column(name);
  const columns = [...content.columns].filter(([name]) => !names.includes(name));
  if (columns.length > 0) return content.withColumns(new Map(columns));
  throw new DataError(`${content.source}: drop would leave no column.`);
}

/** Refuses a call without names, with names of this table in the example. */
export function checkSome(content: Content, verb: string, names: readonly string[]): void {
  if (names.length > 0) return;
  const some = [...content.columns.keys()].slice(0, 2).map((name) => show(name));
  throw new DataError(
    `${content.source}: ${verb} takes the names of one column or more, as in ${verb}(${some.join(", ")}), but got none.`,
  );
}

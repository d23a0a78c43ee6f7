/** What acts on a terminal is written as JSON's codes, of which `JSON.stringify` uses only some. */
export function printJson(result: unknown): void {
  const code = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const escaped = (character: string): string => character.split("").map(code).join("");
  console.log(JSON.stringify(result, null, 2).replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped));
}

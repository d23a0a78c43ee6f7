import type { ContractCheck } from "@nn/testing";

/** The promises that a component breaks. */
export function broken(checks: readonly ContractCheck[]): string[] {
  return checks
    .filter(({ run }) => {
      try {
        run();
        return false;
      } catch {
        return true;
      }
    })
    .map(({ name }) => name);
}

/** Whether a component breaks one promise; the others aren't tried. */
export function breaks(checks: readonly ContractCheck[], promise: string): boolean {
  const asked = checks.filter(({ name }) => name === promise);
  if (asked.length === 0) throw new Error(`Nothing promises: ${promise}.`);
  return broken(asked).length > 0;
}

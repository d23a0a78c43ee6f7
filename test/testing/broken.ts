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

// What the test files that browsers run take from vitest, which runs in Node alone: `describe` and `test` only list, and
// `run.ts` goes through the list; `expect` is vitest's own. The bundle puts this file in vitest's place.
import { chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from "@vitest/expect";

export interface ListedTest {
  readonly name: string;
  readonly run: () => unknown;
}

export const tests: ListedTest[] = [];
const groups: string[] = [];

export function describe(name: string, list: () => void): void {
  groups.push(name);
  list();
  groups.pop();
}

export function test(name: string, run: () => unknown): void {
  tests.push({ name: [...groups, name].join(" > "), run });
}

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
export const expect: Chai.ExpectStatic = chai.expect;

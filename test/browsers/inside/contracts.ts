// All that the contracts and the lab list, which takes a browser seconds to load.
import "../../contracts/contracts.test.js";
import "../../lab/lab.test.js";

export { tests } from "./vitest.js";

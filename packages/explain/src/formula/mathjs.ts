import { all, create, type MathJsInstance } from "mathjs/number";

/** mathjs for plain numbers. It parses, differentiates and simplifies here; it evaluates nothing that came as text. */
export const mathjs: MathJsInstance = /* @__PURE__ */ create(all!);

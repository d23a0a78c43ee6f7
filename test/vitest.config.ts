import { defineConfig } from "vitest/config";

/** What is about networks, and not about packages, documents or programs. */
const NETWORKS = ["contracts", "core", "data", "explain", "lab", "types"].map((folder) => `${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    testTimeout: 60_000,
    setupFiles: ["./end-with-the-run.ts"],
    projects: [
      { extends: true, test: { name: "default backend", include: ["**/*.test.ts"] } },
      {
        extends: true,
        test: { name: "reference backend", include: NETWORKS, setupFiles: ["./without-webassembly.ts"] },
      },
    ],
  },
});

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["interruption/endless.ts"], setupFiles: ["./end-with-the-run.ts"], testTimeout: 300_000 },
});

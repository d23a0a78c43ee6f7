// Runs before `npm pack` and `npm publish` in a package's folder. What they would make can't be installed: its
// dependencies are links of this workspace, and its one file isn't made.
console.error(
  "A package of @nn is packed and published with all the others, by `npm run release` in the repository's root; " +
    "`npm run release -- --dry-run` packs and tests them, and publishes nothing.",
);
process.exit(1);

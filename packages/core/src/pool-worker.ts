/**
 * What the threads of a `workerPool` run. A script of your own may import it, to be the pool's thread:
 * `import "@nn/core/pool-worker";`
 *
 * @module
 */
import "@nn/numerics/pool-worker";

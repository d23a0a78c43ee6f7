/** The part of the `seedrandom` package that is used: one of its generators, without the parts that look for entropy. */
declare module "seedrandom/lib/alea.js" {
  interface AleaState {
    readonly c: number;
    readonly s0: number;
    readonly s1: number;
    readonly s2: number;
  }
  interface Alea {
    /** A number in [0, 1) with 53 random bits. */
    double(): number;
    state(): AleaState;
  }
  /** @param options - `state`: `true` to be able to save the state, or a saved state to go on from. */
  export default function alea(seed: string, options: { state: true | AleaState }): Alea;
}

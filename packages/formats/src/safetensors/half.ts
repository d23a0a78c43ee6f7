/** Numbers of 16 bits, one for the sign, five for the exponent (F16 of IEEE 754): float32 holds each exactly. */
export function fromHalfFloats(halves: Uint16Array): Float32Array {
  return Float32Array.from(halves, (bits) => {
    const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 0x1f, bits & 0x3ff];
    if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : Number.NaN;
    return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
  });
}

/** Numbers of 16 bits that are the first half of a float32 (BF16). */
export function fromBrainFloats(halves: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(halves, (bits) => bits << 16).buffer);
}

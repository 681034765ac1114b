const WEIGHTS = Float32Array.from({ length: 1024 }, (_, count) => 1 + Math.log(Math.max(1, count)));

/** The weight of a word that stands `count` times in a text. */
export const countWeight = (count: number): number => WEIGHTS[count] ?? 1 + Math.log(count);

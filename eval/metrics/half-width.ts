import { seededRandom } from "../random.ts";

const RESAMPLES = 1_000;
const SEED = 4;

/**
 * Half the width of the 95 % bootstrap interval of a mean (Efron 1979, percentiles of 1,000 resamples): how far another
 * draw of as many queries might move it. The same values give the same answer.
 */
export function halfWidth(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const random = seededRandom(SEED);
  const means = Float64Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let drawn = 0; drawn < values.length; drawn += 1) sum += values[Math.floor(random() * values.length)] ?? 0;
    return sum / values.length;
  }).toSorted();
  const quantile = (share: number): number => means[Math.round(share * (RESAMPLES - 1))] ?? 0;
  return (quantile(0.975) - quantile(0.025)) / 2;
}

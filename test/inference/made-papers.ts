import { createRandom } from "../../src/inference/training/random.ts";
import type { TrainingPaper } from "../../src/inference/train-model.ts";

const syllables = ["ka", "lo", "mi", "nu", "per", "sta", "vex", "dor", "fil", "gam"];

const wordOf = (number: number): string =>
  Array.from(String(number), (digit) => syllables[Number(digit)] ?? "").join("");

/** Papers of a made-up science: each of a topic, whose words stand in its title and abstract between words that all have. */
export function madePapers(count: number, { topics = 20, seed = 7, field = 0 } = {}): readonly TrainingPaper[] {
  const random = createRandom(seed);
  const pick = (from: number, size: number): string => wordOf(100 + from + Math.floor(random.next() * size));
  return Array.from({ length: count }, (_, paper) => {
    const topic = field * 5_000 + 1_000 + (paper % topics) * 40;
    const sentence = (): string => {
      const words = Array.from({ length: 12 }, () => (random.next() < 0.5 ? pick(topic, 40) : pick(0, 60)));
      return `W${words.join(" ")}.`;
    };
    return {
      title: `${pick(topic, 40)} ${pick(topic, 40)} ${pick(topic, 40)} number ${paper}`,
      abstract: Array.from({ length: 4 }, sentence).join(" "),
    };
  });
}

export async function* streamOf<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}

import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const CATEGORIES = Array.from(
  { length: 40 },
  (_, index) => `cs.${String.fromCharCode(65 + (index % 26))}${index < 26 ? "A" : "B"}`,
);
const COUNTS = 26;
const WORDS = "model data agent world graph token learn search plan vision speech robot proof sparse deep".split(" ");

/** So many different choices: pairs of fields, and how many papers. */
function choicesOf(number: number): object {
  const pair = Math.floor(number / COUNTS);
  const first = pair % CATEGORIES.length;
  const second = (first + 1 + Math.floor(pair / CATEGORIES.length)) % CATEGORIES.length;
  return {
    frequency: "daily",
    hour: 7,
    zone: "UTC",
    count: 5 + (number % COUNTS),
    categories: [CATEGORIES[first], CATEGORIES[second]].sort(),
    q: "",
    wantsEmpty: false,
  };
}

/** Confirmed subscribers with so many different wishes, all due at once. Written at one go: how they came is not measured. */
export function addSubscribers(data: string, subscribers: number, choices: number, dueAt: number): void {
  using db = new DatabaseSync(join(data, "broadsheet.db"));
  const address = db.prepare("insert into mail_address (id, address, given, created_at) values (?, ?, ?, 0)");
  const subscription = db.prepare(
    `insert into subscription (id, address_id, topic, choices, state, ask, asked_at, confirmed_at, next_due_at)
     values (?, ?, ?, ?, 'confirmed', 1, 0, 0, ?)`,
  );
  db.exec("begin");
  for (let id = 1; id <= subscribers; id += 1) {
    const mail = `reader${id}@example.org`;
    const wish = JSON.stringify(choicesOf(id % choices));
    address.run(id, mail, mail);
    subscription.run(id, id, wish, wish, dueAt);
  }
  db.exec("commit");
}

/** Papers of one day, each in two fields, with abstracts of the usual length. */
export function somePapers(count: number, day: string): readonly string[] {
  return Array.from({ length: count }, (_, number) =>
    JSON.stringify({
      id: `2608.${String(number).padStart(5, "0")}`,
      title: `${words(number, 9)} number ${number}`,
      abstract: Array.from({ length: 9 }, (_unused, sentence) => `${words(number + sentence, 18)}.`).join(" "),
      authors: Array.from({ length: 1 + (number % 9) }, (_unused, index) => `Ada Author${number + index}`),
      categories: [CATEGORIES[number % 40], CATEGORIES[(number * 7 + 3) % 40]],
      upvotes: number % 173,
      first_seen: day,
    }),
  );
}

function words(seed: number, count: number): string {
  const text = Array.from(
    { length: count },
    (_, index) => WORDS[(seed * 31 + index * 17 + index * index) % WORDS.length],
  );
  return text.join(" ").replace(/^./, (letter) => letter.toUpperCase());
}

// Measures how well papers are found, on test sets that are no part of the project, and prints one JSON document.
import { parseArgs } from "node:util";
import { loadBuiltInModel } from "../src/inference/built-in-model.ts";
import { messageOf, UserError } from "../src/lib/errors.ts";
import { evaluateFounding } from "./founding.ts";
import { evaluateKnownItems } from "./known-item.ts";
import { evaluateRerank } from "./rerank.ts";
import { evaluateRetrieval, type RetrievalOptions } from "./retrieval.ts";
import { tableOf } from "./table-of.ts";
import { evaluateTrending } from "./trending.ts";
import { tuneRerank, tuneRetrieval } from "./tune.ts";

const USAGE = `Usage:
  npm run eval -- retrieval --data DIR [--corpus FILE] [--ids FILE] [--adapt]
  npm run eval -- rerank --data DIR
  npm run eval -- known-item --corpus FILE
  npm run eval -- founding --corpus FILE [--beside FILE]
  npm run eval -- trending --corpus FILE
  npm run eval -- tune retrieval|rerank, as above: prints a table`;

const OPTIONS = {
  data: { type: "string" },
  corpus: { type: "string" },
  ids: { type: "string" },
  beside: { type: "string" },
  adapt: { type: "boolean" },
} as const;

const readArguments = () => {
  try {
    return parseArgs({ allowPositionals: true, options: OPTIONS });
  } catch (cause) {
    throw new UserError("invalid", `${messageOf(cause)}\n${USAGE}`, { cause });
  }
};

async function evaluate(): Promise<string> {
  const { values, positionals } = readArguments();
  const needed = (name: "data" | "corpus"): string => {
    const value = values[name];
    if (value === undefined) throw new UserError("invalid", `--${name} is missing.\n${USAGE}`);
    return value;
  };
  const retrieval = (): RetrievalOptions => ({ ...values, folder: needed("data"), isAdapted: values.adapt });
  switch (positionals.join(" ")) {
    case "retrieval":
      return asJson(await evaluateRetrieval(retrieval()));
    case "rerank":
      return asJson(await evaluateRerank(needed("data")));
    case "known-item":
      return asJson(await evaluateKnownItems(needed("corpus")));
    case "founding":
      return asJson(await evaluateFounding(needed("corpus"), values.beside));
    case "trending":
      return asJson(await evaluateTrending(needed("corpus"), loadBuiltInModel()));
    case "tune retrieval":
      return tableOf(await tuneRetrieval(retrieval()));
    case "tune rerank":
      return tableOf(await tuneRerank(needed("data")));
    default:
      throw new UserError("invalid", `Say what to measure.\n${USAGE}`);
  }
}

const asJson = (report: object): string => JSON.stringify(report, undefined, 2);

try {
  process.stdout.write(`${await evaluate()}\n`);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`eval: ${error.message}\n`);
  process.exitCode = 1;
}

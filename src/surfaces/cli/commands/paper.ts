import { lookUpPaper } from "../../../ingest/look-up.ts";
import type { StoredPaper } from "../../../store/store.ts";
import { EXIT } from "../exit-codes.ts";
import { loadPaperFile, paperToJson } from "../paper-file.ts";
import { printPaper } from "../paper-page.ts";
import type { AddCommand, Session } from "../session.ts";
import type { CliApp } from "../setup.ts";
import { formatProblem } from "../words.ts";

interface PaperOptions {
  readonly fetch?: true;
  readonly json?: true;
}

const HELP = `
Any name will do: an arXiv id with or without version, a DOI, an OpenReview or ACL id, or a web address of these.

Examples:
  broadsheet paper 2501.01234
  broadsheet paper https://arxiv.org/abs/2501.01234v2 --fetch
  broadsheet paper 10.1000/xyz --json`;

export const addPaperCommand: AddCommand = (program, act) => {
  program
    .command("paper")
    .summary("show everything known of one paper")
    .description("Shows everything that is known of one paper.")
    .argument("<id>", "any name of the paper")
    .option("--fetch", "ask arXiv for a paper that is not here yet, and keep it")
    .option("--json", "answer as JSON")
    .addHelpText("after", HELP)
    .action(act(showPaper));
};

async function showPaper(session: Session, id: string, { fetch, json }: PaperOptions): Promise<number> {
  return await session.withApp(async (app) => {
    const stored =
      (await app.store.papers.find(id)) ?? (fetch ? await fetchPaper(session, app, id) : reportMissing(session, id));
    if (!stored) return EXIT.nothing;
    const file = await loadPaperFile(app.store, stored);
    if (json) session.printer.json(paperToJson(file));
    else printPaper(session.printer, file);
    return EXIT.ok;
  });
}

function reportMissing({ printer }: Session, id: string): undefined {
  printer.failure(`There is no paper called ${id} here. Try \`broadsheet search …\`, or --fetch to ask arXiv for it.`);
}

async function fetchPaper({ printer, signal }: Session, app: CliApp, id: string): Promise<StoredPaper | undefined> {
  const { value: stored, problems } = await lookUpPaper(app, id, signal);
  if (!stored) printer.failure(problems.map(formatProblem).join(" ") || `arXiv has no paper called ${id}.`);
  return stored;
}

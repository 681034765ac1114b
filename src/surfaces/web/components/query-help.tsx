import { searchPath } from "../addresses.ts";

const FORMS: readonly { readonly examples: readonly string[]; readonly meaning: string }[] = [
  { examples: ['"state space model"'], meaning: "These words side by side." },
  { examples: ["agents -survey", 'agents -"reinforcement learning"'], meaning: "Without a word or a phrase." },
  { examples: ["title:diffusion", 'author:"Yann LeCun"'], meaning: "Words of the title, or of authors’ names." },
  { examples: ["cat:cs.CL", "cat:math"], meaning: "A category, or a whole archive." },
  {
    examples: ["venue:neurips", "source:arxiv", "has:code"],
    meaning: "Where it stood, where we read of it, what it has.",
  },
  {
    examples: ["year:2024", "year:2020..2022", "after:2w", "before:2024-05"],
    meaning: "When it came out; d, w, m and y count back from today.",
  },
  { examples: ["id:2608.19880"], meaning: "By an arXiv id, a DOI or another identifier." },
];

/** How a question can be written, with examples to follow. */
export function QueryForms() {
  return (
    <dl class="query-forms">
      {FORMS.map(({ examples, meaning }) => (
        <div>
          <dt>
            {examples.map((example) => (
              <a href={searchPath({ question: example })}>
                <code>{example}</code>
              </a>
            ))}
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The same, folded until somebody asks. */
export function QueryHelp() {
  return (
    <details class="query-help">
      <summary>How to ask more exactly</summary>
      <QueryForms />
    </details>
  );
}

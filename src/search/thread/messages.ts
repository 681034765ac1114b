/** What the index thread is told at its start. */
export interface IndexThreadOptions {
  readonly databaseFile: string;
  readonly indexFolder: string;
  /** Between two looks at the change log. */
  readonly pollMs: number;
  /** After which a question is given up. */
  readonly deadlineMs: number;
}

export type IndexRequest =
  | {
      readonly kind: "search";
      readonly id: number;
      readonly question: string;
      readonly offset: number;
      readonly limit: number;
    }
  | { readonly kind: "catch-up"; readonly id: number; readonly change: number }
  | { readonly kind: "stop" };

export type IndexReply =
  | { readonly kind: "progress"; readonly indexed: number; readonly total: number; readonly isReady: boolean }
  | {
      readonly kind: "found";
      readonly id: number;
      readonly total: number;
      readonly hits: readonly { readonly key: number; readonly score: number }[];
    }
  | { readonly kind: "caught-up"; readonly id: number }
  /** `isRefused`: the question itself cannot be answered, and the message is safe to show. */
  | { readonly kind: "unanswered"; readonly id: number; readonly message: string; readonly isRefused: boolean }
  | { readonly kind: "trouble"; readonly message: string }
  | { readonly kind: "rebuilding"; readonly reason: string };

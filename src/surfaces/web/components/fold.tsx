import type { PropsWithChildren } from "hono/jsx";

interface FoldProps {
  /** Unique on the page. */
  readonly id: string;
  readonly class?: string;
}

/** Part of an abstract that opens in place. A check box does it, so it works without scripts. */
export function Fold({ id, class: name = "fold", children }: PropsWithChildren<FoldProps>) {
  return (
    <div class={name}>
      <input type="checkbox" class="unseen" id={id} autocomplete="off" />
      {children}
      <label for={id}>
        <span class="when-closed">
          more<span class="unseen"> of the abstract</span>
        </span>
        <span class="when-open">
          less<span class="unseen"> of the abstract</span>
        </span>
      </label>
    </div>
  );
}

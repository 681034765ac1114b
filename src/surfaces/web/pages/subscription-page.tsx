import type { Context } from "hono";
import { findSubscription } from "../../../daily/subscription.ts";
import { readChoices } from "../../../daily/subscription-choices.ts";
import { UserError } from "../../../lib/errors.ts";
import type { Subscription } from "../../../store/subscription-store.ts";
import { ChoiceFields } from "../components/subscribe-form.tsx";
import { Moment } from "../components/times.tsx";
import type { WebDeps } from "../web-deps.ts";

const DAMAGED =
  "This link leads to no subscription: that one ended long ago, or the link was cut. Open it from the mail again.";

/** A subscriber's own page: changes it or ends it. Opening it changes nothing. */
export async function subscriptionPage(deps: WebDeps, context: Context, token: string): Promise<Response> {
  const subscription = await findSubscription(deps, token);
  if (!subscription) throw new UserError("missing", DAMAGED);
  const isChanged = context.req.query("changed") !== undefined;
  const page =
    subscription.state === "confirmed" ? (
      <Manage token={token} subscription={subscription} isChanged={isChanged} />
    ) : (
      <Over />
    );
  const response = await context.render(page, { title: "Your subscription", isUnlisted: true });
  response.headers.set("Cache-Control", "no-store");
  return response;
}

interface ManageProps {
  readonly token: string;
  readonly subscription: Subscription;
  readonly isChanged: boolean;
}

function Manage({ token, subscription, isChanged }: ManageProps) {
  const action = `/subscriptions/${token}`;
  return (
    <main id="content" class="column" tabindex={-1}>
      <h1 class="page-title">Your subscription</h1>
      {isChanged && (
        <p class="notice" role="status">
          Changed.
        </p>
      )}
      <p class="intro">
        For <bdi>{hint(subscription.address.given)}</bdi>
        {subscription.nextDueAt !== undefined && (
          <>
            ; the next mail is due <Moment at={subscription.nextDueAt} />
          </>
        )}
        .
      </p>
      <form class="subscribe end" method="post" action={action}>
        <button type="submit" name="do" value="end">
          End it
        </button>
        <p class="remark">At once and for good; no more mail comes, not even what waits already.</p>
      </form>
      <form class="subscribe" method="post" action={action}>
        <h2>Change it</h2>
        <ChoiceFields choices={readChoices(subscription.choices)} isZoneGuessed={false} />
        <p class="buttons">
          <button type="submit" name="do" value="change">
            Change
          </button>
        </p>
      </form>
    </main>
  );
}

function Over() {
  return (
    <main id="content" class="notice-page" tabindex={-1}>
      <h1>This subscription has ended</h1>
      <p>No mail comes from it any more.</p>
      <p>
        <a href="/subscribe">Subscribe anew</a>
      </p>
    </main>
  );
}

/** Enough of an address to know one's own; a forwarded mail must not give it away. */
function hint(address: string): string {
  const at = address.lastIndexOf("@");
  return `${address.slice(0, Math.min(2, at))}…${address.slice(at)}`;
}

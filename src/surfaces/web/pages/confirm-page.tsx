import type { Context } from "hono";
import { findRequest } from "../../../daily/subscription.ts";
import { readChoices, type Choices } from "../../../daily/subscription-choices.ts";
import type { WebDeps } from "../web-deps.ts";

/** Asks once more, with a button: programs that look at mails open every link in them. */
export async function confirmPage(deps: WebDeps, context: Context, token: string): Promise<Response> {
  const request = await findRequest(deps, token);
  const response = await context.render(
    request ? <Question token={token} choices={readChoices(request.wanted ?? request.choices)} /> : <Expired />,
    {
      title: "Subscribe?",
      isUnlisted: true,
    },
  );
  response.headers.set("Cache-Control", "no-store");
  return response;
}

const DAYS = { daily: "every day", weekdays: "from Monday to Friday", weekly: "every Monday" } as const;

function Question({ token, choices }: { token: string; choices: Choices }) {
  const { frequency, hour, zone } = choices;
  return (
    <main id="content" class="notice-page" tabindex={-1}>
      <h1>Shall we write to you?</h1>
      <p>
        A mail with papers {DAYS[frequency]} at {hour}:00 ({zone}). Every mail has a link that ends it.
      </p>
      <form class="subscribe" method="post" action={`/subscriptions/${token}/confirm`}>
        <p class="buttons">
          <button type="submit" name="do" value="confirm">
            Yes, write to me
          </button>
          <button type="submit" name="do" value="refuse" class="quiet">
            No, and never write to me again
          </button>
        </p>
      </form>
    </main>
  );
}

function Expired() {
  return (
    <main id="content" class="notice-page" tabindex={-1}>
      <h1>This link does not work any more</h1>
      <p>Links to confirm work for two days, and only the newest one. Nothing is sent to you.</p>
      <p>
        <a href="/subscribe">Subscribe anew</a>
      </p>
    </main>
  );
}

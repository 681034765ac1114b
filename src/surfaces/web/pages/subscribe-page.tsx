import type { Context } from "hono";
import { parseChoices } from "../../../daily/subscription-choices.ts";
import { ChoiceFields, Field } from "../components/subscribe-form.tsx";
import type { WebDeps } from "../web-deps.ts";

/** The form with all choices. A search page leads here with its question filled in. */
export async function subscribePage(deps: WebDeps, context: Context): Promise<Response> {
  const query = context.req.query();
  const { value: choices } = parseChoices(query);
  return await context.render(
    <main id="content" class="column" tabindex={-1}>
      <h1 class="page-title">Subscribe</h1>
      <p class="intro">
        The best papers by mail, at an hour of yours: title, authors, two sentences of the abstract, votes, code. A
        paper comes once, and again only when it is revised, published or withdrawn.
      </p>
      <form class="subscribe" method="post" action="/subscribe">
        <Field name="address" label="Your mail address" remark="we ask there first whether it was you">
          <input id="address" type="email" name="address" autocomplete="email" required maxlength={254} />
        </Field>
        <ChoiceFields choices={choices} isZoneGuessed={query["zone"] === undefined} />
        <p class="buttons">
          <button type="submit">Subscribe</button>
          {deps.mail && (
            <button type="submit" class="quiet" formmethod="get" formaction="/subscribe/preview" formnovalidate>
              Preview
            </button>
          )}
        </p>
        <p class="remark">
          Every mail has a link that ends it at once. The address is used for nothing else, and nothing in the mails
          tells us whether you read them.
        </p>
      </form>
    </main>,
    { title: "Subscribe", canonical: "/subscribe" },
  );
}

/** What everybody sees who has asked, whether the address is known or not. */
export async function askedPage(context: Context): Promise<Response> {
  return await context.render(
    <main id="content" class="notice-page" tabindex={-1}>
      <h1>Look into your mailbox</h1>
      <p>
        If this address can be written to, a mail is on its way that asks whether it was you. Its link works for two
        days. Nothing else is sent until you say yes.
      </p>
      <p>
        <a href="/">The front page</a>
      </p>
    </main>,
    { title: "Look into your mailbox", isUnlisted: true },
  );
}

/** What somebody sees who never wants to be written to again. */
export async function refusedPage(context: Context): Promise<Response> {
  return await context.render(
    <main id="content" class="notice-page" tabindex={-1}>
      <h1>We shall not write to you again</h1>
      <p>No mail of any kind goes to your address from here, whoever asks for it.</p>
      <p>
        <a href="/">The front page</a>
      </p>
    </main>,
    { title: "No more mail", isUnlisted: true },
  );
}

import { readChoices } from "../../daily/subscription-choices.ts";
import { confirmationToken, messageToken, subscriptionToken } from "../../daily/subscription-tokens.ts";
import type { ReadyMail } from "../../daily/outbox.ts";
import type { Clock } from "../../lib/clock.ts";
import { buildMessage } from "../../lib/mail-message.ts";
import type { ClaimedMail } from "../../store/outbox-store.ts";
import type { Store } from "../../store/store.ts";
import { subscriptionAddress } from "./mail-addresses.ts";
import { domainOf, type MailSettings } from "./mail-settings.ts";
import { renderConfirmation, renderDigest, type RenderedMail } from "./render-mail.tsx";

/** Rendered digests kept for the next reader of the same one: some 20 MB. */
const MOST_KEPT = 400;

interface ComposeDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: MailSettings;
}

/** Gives the function that makes a row of the outbox a mail that can be sent. */
export function createComposer(deps: ComposeDeps): (mail: ClaimedMail) => Promise<ReadyMail | undefined> {
  const digests = new Map<number, RenderedMail | undefined>();
  const digest = async (id: number): Promise<RenderedMail | undefined> => {
    const kept = digests.get(id);
    if (kept) return kept;
    const rendered = await renderStoredDigest(deps, id);
    if (digests.size >= MOST_KEPT) digests.delete(digests.keys().next().value ?? id);
    digests.set(id, rendered);
    return rendered;
  };
  let secret: string | undefined;
  return async (mail) => {
    secret ??= await deps.store.subscriptions.secret();
    const rendered =
      mail.kind === "digest" ? await digest(mail.item) : confirmation(mail, secret, deps.settings.publicUrl);
    return rendered && (await address(deps, secret, mail, rendered));
  };
}

async function renderStoredDigest({ store, settings }: ComposeDeps, id: number): Promise<RenderedMail | undefined> {
  const digest = await store.outbox.digest(id);
  if (!digest) return undefined;
  const keys = digest.papers.map(({ key }) => key);
  const [papers, guesses] = await Promise.all([store.papers.load(keys), store.trending.guesses(keys)]);
  return renderDigest(digest, papers, guesses, settings.publicUrl);
}

function confirmation({ subscription, item }: ClaimedMail, secret: string, site: string): RenderedMail {
  const token = confirmationToken(secret, subscription.id, item);
  const choices = readChoices(subscription.wanted ?? subscription.choices);
  return renderConfirmation(choices, site, `${subscriptionAddress(site, token)}/confirm`);
}

async function address(
  { clock, settings }: ComposeDeps,
  secret: string,
  { kind, item, subscription }: ClaimedMail,
  rendered: RenderedMail,
): Promise<ReadyMail> {
  const { from, publicUrl, dkim } = settings;
  const manage = subscriptionAddress(publicUrl, subscriptionToken(secret, subscription.id));
  const domain = domainOf(from.address);
  const message = await buildMessage(
    {
      from,
      to: subscription.address.given,
      subject: rendered.subject,
      messageId: `<${messageToken(secret, { kind, item, subscriptionId: subscription.id })}@${domain}>`,
      date: new Date(clock.now()),
      text: rendered.text(manage),
      html: rendered.html(manage),
      headers: {
        "Auto-Submitted": "auto-generated",
        ...(kind === "digest" && {
          "List-Id": `Broadsheet digest <digest.${domain}>`,
          "List-Unsubscribe": `<${manage}>`,
          "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
          Precedence: "list",
        }),
      },
    },
    dkim,
  );
  return { envelope: { from: from.address, to: subscription.address.given }, message };
}

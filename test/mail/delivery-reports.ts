import { messageToken } from "../../src/daily/subscription-tokens.ts";

/** A message as it comes back, and what it should be taken for. `points`: how much it counts against the address. */
export interface ReportSample {
  readonly name: string;
  readonly text: string;
  readonly outcome: "hard" | "soft" | "about us" | "complaint" | "no report";
}

/** The secret and mail that samples are about. */
export const SECRET = "secret of the samples";
export const SAMPLE_ID = `${messageToken(SECRET, { kind: "digest", item: 1, subscriptionId: 1 })}@papers.example`;

interface Shape {
  readonly from?: string;
  readonly subject?: string;
  readonly words?: string;
  /** The lines of the part for programs; the empty line parts the report's own fields from the recipient's. */
  readonly fields?: string;
  /** How the mail that came back is quoted. */
  readonly quoted?: "headers" | "whole" | "nested" | "folded" | "none";
  readonly extra?: string;
  readonly type?: string;
}

const OUR_HEADERS = `From: Broadsheet <papers@papers.example>
To: reader0@example.org
Subject: A paper, and 9 more papers
Message-ID: <${SAMPLE_ID}>
List-Id: Broadsheet digest <digest.papers.example>`;

const FOLDED_HEADERS = OUR_HEADERS.replace("Message-ID: ", "Message-ID:\n\t");

const QUOTES = {
  headers: `Content-Type: text/rfc822-headers\n\n${OUR_HEADERS}\n`,
  folded: `Content-Type: text/rfc822-headers\n\n${FOLDED_HEADERS}\n`,
  whole: `Content-Type: message/rfc822\n\n${OUR_HEADERS}\nContent-Type: text/plain\n\nPapers of today.\n`,
  nested: `Content-Type: message/rfc822\n\nFrom: list@relay.example\nMessage-ID: <other@relay.example>\nContent-Type: multipart/mixed; boundary="inner"\n\n--inner\nContent-Type: message/rfc822\n\n${OUR_HEADERS}\n\nPapers of today.\n--inner--\n`,
  none: "",
} as const;

/** A report in three parts (RFC 3462): words, fields, and the mail that came back. */
function report(name: string, outcome: ReportSample["outcome"], shape: Shape): ReportSample {
  const { from = "MAILER-DAEMON@mx.example", subject = "Undelivered Mail Returned to Sender" } = shape;
  const { words = "This is the mail system.", fields, quoted = "headers", extra = "", type } = shape;
  const parts = [
    `Content-Type: text/plain; charset=us-ascii\n\n${words}\n`,
    ...(fields === undefined ? [] : [`Content-Type: message/delivery-status\n\n${fields}\n`]),
    ...(QUOTES[quoted] === "" ? [] : [QUOTES[quoted]]),
  ];
  const body = parts.map((part) => `--b1\n${part}`).join("\n");
  const head = `From: ${from}\nTo: papers@papers.example\nSubject: ${subject}\nMessage-ID: <own@mx.example>\nAuto-Submitted: auto-replied\n${extra}`;
  const kind = type ?? `multipart/report; report-type=delivery-status; boundary="b1"`;
  return { name, outcome, text: `${head}MIME-Version: 1.0\nContent-Type: ${kind}\n\n${body}\n--b1--\n` };
}

/** The recipient's group of fields. */
const group = (action: string, status: string, diagnosis?: string, more = ""): string =>
  `Final-Recipient: rfc822; reader0@example.org\n${more}Action: ${action}\nStatus: ${status}${
    diagnosis === undefined ? "" : `\nDiagnostic-Code: ${diagnosis}`
  }`;

const postfix = (recipient: string): string =>
  `Reporting-MTA: dns; mx.example\nX-Postfix-Queue-ID: 4XyZ12\nX-Postfix-Sender: rfc822; papers@papers.example\nArrival-Date: Mon, 24 Aug 2026 07:00:02 +0000 (UTC)\n\n${recipient}`;
const exim = (recipient: string): string => `Reporting-MTA: dns; mail.example\n\n${recipient}`;
const sendmail = (recipient: string): string =>
  `Reporting-MTA: dns; relay.example\nReceived-From-MTA: DNS; papers.example\nArrival-Date: Mon, 24 Aug 2026 07:00:02 GMT\n\n${recipient}`;
const exchange = (recipient: string): string =>
  `Reporting-MTA: dns;AM6PR01.prod.example\nReceived-From-MTA: dns;papers.example\nArrival-Date: Mon, 24 Aug 2026 07:00:02 +0000\n\n${recipient}`;
const google = (recipient: string): string =>
  `Reporting-MTA: dns; googlemail.example\nArrival-Date: Mon, 24 Aug 2026 00:00:02 -0700 (PDT)\nX-Original-Message-ID: <${SAMPLE_ID}>\n\n${recipient}`;

const plain = (name: string, outcome: ReportSample["outcome"], head: string, body: string): ReportSample => ({
  name,
  outcome,
  text: `${head}\n\n${body}\n`,
});

const FAILED: readonly ReportSample[] = [
  report("postfix, unknown user", "hard", {
    fields: postfix(
      group("failed", "5.1.1", "smtp; 550 5.1.1 <reader0@example.org>: Recipient address rejected: User unknown"),
    ),
  }),
  report("postfix, unknown user in its own table", "hard", {
    fields: postfix(group("failed", "5.1.1", "x-unix; user unknown")),
  }),
  report("postfix, host not found", "soft", {
    fields: postfix(
      group("failed", "5.4.4", "x-postfix; Host or domain name not found. Name service error for name=example.org"),
    ),
  }),
  report("postfix, null MX", "hard", {
    fields: postfix(group("failed", "5.1.0", "x-postfix; Domain example.org does not accept mail (nullMX)")),
  }),
  report("postfix, mailbox full by LMTP", "soft", {
    fields: postfix(
      group("failed", "5.2.2", "smtp; 552 5.2.2 <reader0@example.org> Quota exceeded (mailbox for user is full)"),
    ),
  }),
  report("postfix, expired after days of delay", "soft", {
    fields: postfix(group("failed", "4.4.1", "x-postfix; connect to mx.example[192.0.2.1]:25: Connection timed out")),
  }),
  report("postfix, mail loop", "soft", {
    fields: postfix(group("failed", "5.4.6", "x-postfix; mail for example.org loops back to myself")),
  }),
  report("postfix, message too large", "about us", {
    fields: postfix(group("failed", "5.3.4", "smtp; 552 5.3.4 Message size exceeds fixed limit")),
  }),
  report("postfix, blocklist", "about us", {
    fields: postfix(
      group(
        "failed",
        "5.7.1",
        "smtp; 554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.example",
      ),
    ),
  }),
  report("postfix, content filter", "about us", {
    fields: postfix(group("failed", "5.6.0", "smtp; 550 5.6.0 Message rejected: bad content")),
  }),
  report("postfix, vague status and exact words", "hard", {
    fields: postfix(group("failed", "5.0.0", "smtp; 550 5.1.1 no such user here")),
  }),
  report("postfix, vague status and words about policy", "about us", {
    fields: postfix(group("failed", "5.0.0", "smtp; 550 5.7.1 rejected by policy")),
  }),
  report("exim, unrouteable address", "hard", {
    from: "Mail Delivery System <Mailer-Daemon@mail.example>",
    subject: "Mail delivery failed: returning message to sender",
    quoted: "whole",
    fields: exim(group("failed", "5.1.0")),
  }),
  report("exim, all that it says is 5.0.0", "hard", {
    subject: "Mail delivery failed: returning message to sender",
    quoted: "whole",
    fields: exim(group("failed", "5.0.0", "smtp; 550 Unrouteable address", "Remote-MTA: dns; mx.example\n")),
  }),
  report("exim, retry timeout exceeded", "soft", {
    subject: "Mail delivery failed",
    fields: exim(group("failed", "4.4.7", "smtp; retry timeout exceeded")),
  }),
  report("exim, 5.0.0 with words about spam", "about us", {
    fields: exim(group("failed", "5.0.0", "smtp; 550 This message was classified as SPAM and may not be delivered")),
  }),
  report("exim, 5.0.0 with words about a full mailbox", "soft", {
    fields: exim(group("failed", "5.0.0", "smtp; 552 mailbox is full")),
  }),
  report("sendmail, user unknown", "hard", {
    from: "Mail Delivery Subsystem <MAILER-DAEMON@relay.example>",
    subject: "Returned mail: see transcript for details",
    quoted: "whole",
    fields: sendmail(
      group(
        "failed",
        "5.1.1",
        "SMTP; 550 5.1.1 <reader0@example.org>... User unknown",
        "Remote-MTA: DNS; mx.example\n",
      ),
    ),
  }),
  report("sendmail, host unknown", "hard", {
    subject: "Returned mail: Host unknown (Name server: example.org: host not found)",
    fields: sendmail(group("failed", "5.1.2", undefined, "Remote-MTA: DNS; example.org\n")),
  }),
  report("sendmail, could not send for five days", "soft", {
    subject: "Returned mail: Cannot send message for 5 days",
    fields: sendmail(group("failed", "4.4.7")),
  }),
  report("sendmail, disabled account", "hard", {
    fields: sendmail(group("failed", "5.2.1", "SMTP; 550 5.2.1 The email account that you tried to reach is disabled")),
  }),
  report("sendmail, access denied", "about us", {
    fields: sendmail(group("failed", "5.7.0", "SMTP; 550 5.7.0 Access denied")),
  }),
  report("exchange, recipient not found", "hard", {
    from: "postmaster@contoso.example",
    subject: "Undeliverable: A paper, and 9 more papers",
    quoted: "folded",
    fields: exchange(
      group(
        "failed",
        "5.1.10",
        "smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
      ),
    ),
  }),
  report("exchange, on premises, unknown", "hard", {
    subject: "Undeliverable: A paper",
    fields: exchange(group("failed", "5.1.1", "smtp;550 5.1.1 RESOLVER.ADR.RecipNotFound; not found")),
  }),
  report("exchange, mailbox full", "soft", {
    subject: "Undeliverable: A paper",
    fields: exchange(
      group("failed", "5.2.2", "smtp;554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException"),
    ),
  }),
  report("exchange, only members may send", "about us", {
    fields: exchange(group("failed", "5.7.1", "smtp;550 5.7.1 RESOLVER.RST.AuthRequired; authentication required")),
  }),
  report("exchange, blocked sender range", "about us", {
    fields: exchange(group("failed", "5.7.606", "smtp;550 5.7.606 Access denied, banned sending IP [192.0.2.9]")),
  }),
  report("exchange, hop count", "soft", {
    fields: exchange(group("failed", "5.4.14", "smtp;554 5.4.14 Hop count exceeded - possible mail loop")),
  }),
  report("exchange, tenant gone", "soft", {
    fields: exchange(group("failed", "5.4.1", "smtp;550 5.4.1 Recipient address rejected: Access denied")),
  }),
  report("gmail, no such account", "hard", {
    from: "Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
    subject: "Delivery Status Notification (Failure)",
    extra: `References: <${SAMPLE_ID}>\nIn-Reply-To: <${SAMPLE_ID}>\nX-Failed-Recipients: reader0@example.org\n`,
    quoted: "whole",
    fields: google(
      group(
        "failed",
        "5.1.1",
        "smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try\n 550 5.1.1 double-checking the recipient's email address",
        "Remote-MTA: dns; gmail-smtp-in.example. (192.0.2.5, the server for the domain example.org.)\n",
      ),
    ),
  }),
  report("gmail, inbox full", "soft", {
    subject: "Delivery Status Notification (Failure)",
    fields: google(group("failed", "5.2.2", "smtp; 552-5.2.2 The recipient's inbox is out of storage space.")),
  }),
  report("gmail, unauthenticated", "about us", {
    fields: google(
      group("failed", "5.7.26", "smtp; 550-5.7.26 This mail has been blocked because the sender is unauthenticated."),
    ),
  }),
  report("gmail, DNS error", "soft", {
    fields: google(
      group("failed", "4.0.0", "smtp; DNS Error: DNS type 'mx' lookup of example.org responded with code SERVFAIL"),
    ),
  }),
  report("yahoo-like, mailbox disabled", "hard", {
    fields: exim(group("failed", "5.0.0", "smtp; 554 delivery error: dd This user doesn't have an account here [-5]")),
  }),
  report("icloud-like, over quota", "soft", {
    fields: exim(group("failed", "5.2.2", "smtp; 552 5.2.2 <reader0@example.org>: user is over quota")),
  }),
  report("courier, unknown user", "hard", {
    subject: "NOTICE: mail delivery status.",
    quoted: "whole",
    fields:
      "Reporting-MTA: dns; courier.example\nArrival-Date: Mon, 24 Aug 2026 07:00:02 +0000\nReceived-From-MTA: dns; papers.example\n\nFinal-Recipient: rfc822; reader0@example.org\nAction: failed\nStatus: 5.0.0\nRemote-MTA: dns; mx.example [192.0.2.1]\nDiagnostic-Code: smtp; 550 5.1.1 User unknown",
  }),
  report("dovecot, quota by a rejection notice", "soft", {
    subject: "Rejected: A paper",
    fields:
      "Reporting-MTA: dns; imap.example\nOriginal-Recipient: rfc822; reader0@example.org\nFinal-Recipient: rfc822; reader0@example.org\nAction: failed\nStatus: 5.2.2",
  }),
];

const SHAPES: readonly ReportSample[] = [
  report("a report whose fields are in capitals", "hard", {
    fields: postfix(group("failed", "5.1.1").replace("Action", "ACTION").replace("Status", "STATUS")),
  }),
  report("a report with words after its action", "hard", { fields: exim(group("failed (permanently)", "5.1.1")) }),
  report("a report with a remark after its status", "hard", {
    fields: exim(group("failed", "5.1.1 (bad destination mailbox address)")),
  }),
  report("a report of several recipients, one of whom failed", "hard", {
    fields: `${exim(group("delivered", "2.0.0"))}\n\n${group("failed", "5.1.1", "smtp; 550 5.1.1 unknown")}`,
  }),
  report("a report that quotes a nested message", "hard", {
    quoted: "nested",
    fields: postfix(group("failed", "5.1.1")),
  }),
  report("a report whose Message-ID is folded", "hard", { quoted: "folded", fields: exim(group("failed", "5.1.1")) }),
  report("a report with an international address (RFC 6533)", "hard", {
    type: `multipart/report; report-type=global-delivery-status; boundary="b1"`,
    fields: exim(
      "Final-Recipient: utf-8; grüße@example.org\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 unbekannter Empfänger",
    ),
  }),
  report("a report in Japanese words", "hard", {
    subject: "=?UTF-8?B?6YWN5L+h44Ko44Op44O8?=",
    words: "宛先のメールアドレスが見つかりません。",
    fields: exim(group("failed", "5.1.1")),
  }),
  report("a report with no words at all", "hard", { words: "", fields: exim(group("failed", "5.1.1")) }),
  report("a report that lacks its action", "hard", {
    fields: exim("Final-Recipient: rfc822; reader0@example.org\nStatus: 5.1.1"),
  }),
  report("a report with lines ended as DOS does", "hard", { fields: exim(group("failed", "5.1.1")) }),
  plain(
    "qmail, unknown user, without fields",
    "hard",
    `From: MAILER-DAEMON@qmail.example\nTo: papers@papers.example\nSubject: failure notice`,
    `Hi. This is the qmail-send program at qmail.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<reader0@example.org>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 5.1.1 unknown user\nGiving up on 192.0.2.1.\n\n--- Below this line is a copy of the message.\n\n${OUR_HEADERS}\n\nPapers of today.`,
  ),
  plain(
    "qmail, no mailbox by that name",
    "hard",
    `From: MAILER-DAEMON@qmail.example\nTo: papers@papers.example\nSubject: failure notice`,
    `Hi. This is the qmail-send program at qmail.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<reader0@example.org>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n${OUR_HEADERS}`,
  ),
  plain(
    "qmail, spam",
    "about us",
    `From: MAILER-DAEMON@qmail.example\nTo: papers@papers.example\nSubject: failure notice`,
    `Hi. This is the qmail-send program at qmail.example.\n\n<reader0@example.org>:\n192.0.2.1 failed after I sent the message.\nRemote host said: 554 5.7.1 message looks like spam\n\n--- Below this line is a copy of the message.\n\n${OUR_HEADERS}`,
  ),
  plain(
    "qmail, quota",
    "soft",
    `From: MAILER-DAEMON@qmail.example\nTo: papers@papers.example\nSubject: failure notice`,
    `Hi. This is the qmail-send program at qmail.example.\n\n<reader0@example.org>:\nMail quota exceeded. (#5.2.2)\n\n--- Below this line is a copy of the message.\n\n${OUR_HEADERS}`,
  ),
  plain(
    "a reader's complaint (RFC 5965)",
    "complaint",
    `From: fbl@isp.example\nSubject: FW: A paper\nContent-Type: multipart/report; report-type=feedback-report; boundary="b1"`,
    `--b1\nContent-Type: text/plain\n\nThis is an email abuse report.\n\n--b1\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: Loop/1.0\nVersion: 1\n\n--b1\nContent-Type: message/rfc822\n\n${OUR_HEADERS}\n\n--b1--`,
  ),
];

const NO_REPORTS: readonly ReportSample[] = [
  report("postfix, delayed", "no report", {
    subject: "Delayed Mail (still being retried)",
    fields: postfix(
      `${group("delayed", "4.4.1", "x-postfix; connection timed out")}\nWill-Retry-Until: Sat, 29 Aug 2026 07:00:02 +0000`,
    ),
  }),
  report("exim, delayed", "no report", {
    subject: "Warning: message delayed 24 hours",
    fields: exim(group("delayed", "4.0.0")),
  }),
  report("exchange, delayed", "no report", {
    subject: "Delivery delayed: A paper",
    fields: exchange(group("delayed", "4.4.7", "smtp;400 4.4.7 Message delayed")),
  }),
  report("gmail, delayed", "no report", {
    subject: "Delivery Status Notification (Delay)",
    fields: google(group("delayed", "4.4.1")),
  }),
  report("sendmail, delivered", "no report", {
    subject: "Return receipt",
    fields: sendmail(group("delivered (to mailbox)", "2.1.5")),
  }),
  report("exchange, relayed", "no report", {
    subject: "Relayed: A paper",
    fields: exchange(group("relayed", "2.0.0")),
  }),
  report("sendmail, expanded", "no report", {
    fields: sendmail(group("expanded (to multi-recipient alias)", "2.1.5")),
  }),
  plain(
    "a receipt (RFC 8098)",
    "no report",
    `From: reader0@example.org\nSubject: Read: A paper\nContent-Type: multipart/report; report-type=disposition-notification; boundary="b1"`,
    `--b1\nContent-Type: text/plain\n\nYour message was read.\n\n--b1\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; reader0@example.org\nOriginal-Message-ID: <${SAMPLE_ID}>\nDisposition: automatic-action/MDN-sent-automatically; displayed\n\n--b1--`,
  ),
  plain(
    "somebody on holiday",
    "no report",
    `From: Ada <reader0@example.org>\nSubject: Out of office: A paper\nAuto-Submitted: auto-replied\nIn-Reply-To: <${SAMPLE_ID}>\nReferences: <${SAMPLE_ID}>`,
    `I am away until 5.9.2026. Status: on holiday.\nStatus: 5.1.1 is a number I like.`,
  ),
  plain(
    "a holiday notice of Exchange",
    "no report",
    `From: reader0@example.org\nSubject: Automatic reply: A paper\nX-Auto-Response-Suppress: All\nAuto-Submitted: auto-generated\nIn-Reply-To: <${SAMPLE_ID}>`,
    `I have left the company. 550 5.1.1 is not my number.`,
  ),
  plain(
    "a challenge that wants to be answered",
    "no report",
    `From: reader0@example.org\nSubject: Please confirm your message\nAuto-Submitted: auto-replied\nIn-Reply-To: <${SAMPLE_ID}>`,
    `Your message is held. Click to release it.`,
  ),
  plain(
    "somebody who answers a digest",
    "no report",
    `From: reader0@example.org\nSubject: Re: A paper\nIn-Reply-To: <${SAMPLE_ID}>`,
    `The server said 550 5.1.1 when I wrote to the authors.\n\n> Action: failed\n> Status: 5.1.1`,
  ),
  plain(
    "somebody who forwards a report",
    "no report",
    `From: reader0@example.org\nSubject: Fwd: failure notice\nReferences: <${SAMPLE_ID}>`,
    `Look what I got.\n\nAction: failed\nStatus: 5.1.1\nMessage-ID: <${SAMPLE_ID}>`,
  ),
  plain(
    "a ticket system that opened a ticket",
    "no report",
    `From: help@example.org\nSubject: [#4711] A paper\nAuto-Submitted: auto-generated\nReferences: <${SAMPLE_ID}>`,
    `Thank you. Status: open`,
  ),
];

/** Reports in the shapes of common mail servers, all written for this table. */
export const REPORT_SAMPLES: readonly ReportSample[] = [...FAILED, ...SHAPES, ...NO_REPORTS].map((sample) =>
  sample.name.endsWith("as DOS does") ? { ...sample, text: sample.text.replaceAll("\n", "\r\n") } : sample,
);

// Composes and hands over digests for very many subscribers, with full commits; prints one JSON document. Needs `npm run build`.
import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { addSubscribers, somePapers } from "./digest-fill.ts";
import { describeMachine, round } from "./machine.ts";

const { values } = parseArgs({
  options: {
    subscribers: { type: "string", default: "100000" },
    digests: { type: "string", default: "20000" },
    dist: { type: "string", default: join(import.meta.dirname, "../dist") },
  },
});
const subscribers = Number(values.subscribers);
const distinct = Math.min(subscribers, Number(values.digests));
const MAIN = join(values.dist, "main.js");
const folder = mkdtempSync(join(tmpdir(), "broadsheet-bench-"));
const data = join(folder, "data");
const say = (text: string): void => void process.stderr.write(`bench: ${text}\n`);
const SAMPLE_MS = 5_000;
/** Prints the process's memory now and then, and its processor time at the end. */
const REPORT_MEMORY = `data:text/javascript,setInterval(()=>process.stderr.write("rss "+process.memoryUsage.rss()+"\\n"),${SAMPLE_MS}).unref();process.on("exit",()=>process.stderr.write("cpu "+process.cpuUsage().user/1e6+"\\n"))`;

interface Ran {
  readonly out: string;
  readonly err: string;
  readonly seconds: number;
}

async function run(args: readonly string[], environment: Record<string, string> = {}): Promise<Ran> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ["--import", REPORT_MEMORY, MAIN, ...args, "--data", data], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${err.slice(-500)}`);
  return { out, err, seconds: (performance.now() - startedAt) / 1000 };
}

async function startSink(): Promise<{ port: string; stop: () => Promise<{ mails: number; bytes: number }> }> {
  const sink = spawn(process.execPath, [join(import.meta.dirname, "smtp-sink.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let out = "";
  const port = await new Promise<string>((resolve) => {
    sink.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      resolve(out.split("\n")[0] ?? "");
    });
  });
  const stop = async () => {
    sink.kill("SIGTERM");
    await new Promise((resolve) => sink.once("close", resolve));
    return JSON.parse(out.split("\n")[1] ?? "{}") as { mails: number; bytes: number };
  };
  return { port, stop };
}

/** The middle of the first and of the last third of the samples: equal when memory is flat. */
function memoryOf(err: string): object {
  const samples = [...err.matchAll(/^rss (\d+)$/gm)].map(([, bytes]) => Math.round(Number(bytes) / 2 ** 20));
  const middle = (part: readonly number[]): number => part.toSorted((a, b) => a - b)[Math.floor(part.length / 2)] ?? 0;
  const third = Math.ceil(samples.length / 3);
  return {
    earlyMb: middle(samples.slice(third, 2 * third)),
    lateMb: middle(samples.slice(-third)),
    peakMb: Math.max(0, ...samples),
  };
}

try {
  const day = new Date().toISOString().slice(0, 10);
  const listing = join(folder, "papers.jsonl");
  writeFileSync(listing, `${somePapers(1_500, day).join("\n")}\n`);
  say("importing papers");
  await run(["import", listing]);
  say(`adding ${subscribers} subscribers with ${distinct} different wishes`);
  addSubscribers(data, subscribers, distinct, Date.now() - 60_000);
  const key = join(folder, "dkim.pem");
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  writeFileSync(key, privateKey.export({ type: "pkcs8", format: "pem" }));
  const sink = await startSink();
  say("composing and sending");
  const { out, err, seconds } = await run(["digest", "send", "--json"], {
    BROADSHEET_SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
    BROADSHEET_MAIL_FROM: "Broadsheet <papers@example.org>",
    BROADSHEET_MAIL_RATE: "999999",
    BROADSHEET_DKIM_KEY: key,
    BROADSHEET_URL: "https://papers.example.org",
  });
  const report = JSON.parse(out) as { queued: number; sent: number };
  const taken = await sink.stop();
  process.stdout.write(
    `${JSON.stringify(
      {
        machine: describeMachine(),
        subscribers,
        wishes: distinct,
        ...report,
        takenByServer: taken.mails,
        bytesPerMail: Math.round(taken.bytes / Math.max(1, taken.mails)),
        seconds: round(seconds),
        mailsPerSecond: round(taken.mails / seconds),
        senderCpuSeconds: round(Number(/^cpu ([\d.]+)$/m.exec(err)?.[1] ?? Number.NaN)),
        memory: memoryOf(err),
      },
      undefined,
      2,
    )}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

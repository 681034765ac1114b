import cliProgress from "cli-progress";
import type { Clock } from "../../lib/clock.ts";
import type { OutStream } from "./setup.ts";

export interface ProgressStep {
  /** What is done, in any unit. */
  readonly done: number;
  /** What there is to do in the same unit; undefined when nobody knows. */
  readonly total?: number | undefined;
  /** The same in words. */
  readonly text: string;
}

/** Shows how far a long piece of work is. Disposing it takes the bar away. */
export interface Progress extends Disposable {
  show(step: ProgressStep): void;
}

const BAR_COLUMNS = 24;
/** Where nobody watches, in a log file say, a line now and then is enough. */
const PLAIN_EVERY_MS = 10_000;

/** A bar on a terminal, a plain line now and then elsewhere. */
export function startProgress(stream: OutStream, clock: Clock, label: string): Progress {
  return stream.isTTY === true ? barProgress(stream, label) : plainProgress(stream, clock, label);
}

function barProgress(stream: OutStream, label: string): Progress {
  let step: ProgressStep = { done: 0, text: "…" };
  const bar = new cliProgress.SingleBar({
    stream,
    clearOnComplete: true,
    hideCursor: true,
    gracefulExit: false,
    fps: 8,
    format: (_options, { eta }) => barLine(label, step, { columns: stream.columns || 80, secondsLeft: eta }),
  });
  return {
    show(next) {
      step = next;
      // Work that is done before its first step needs no bar.
      if (!bar.isActive) bar.start(0, 0);
      bar.setTotal(next.total ?? 0);
      bar.update(next.done);
    },
    [Symbol.dispose]: () => bar.stop(),
  };
}

/** `Importing papers.bib  ████████░░░░  62 %  12,400 papers, 8 s left`, never wider than the terminal. */
export function barLine(
  label: string,
  { done, total, text }: ProgressStep,
  { columns, secondsLeft }: { columns: number; secondsLeft: number },
): string {
  if (total === undefined || total === 0) return `${label}  ${text}`.slice(0, columns - 1);
  const share = Math.min(1, done / total);
  const filled = Math.round(share * BAR_COLUMNS);
  const bar = "█".repeat(filled) + "░".repeat(BAR_COLUMNS - filled);
  const left =
    share < 1 && secondsLeft >= 1 && Number.isFinite(secondsLeft) ? `, ${formatSeconds(secondsLeft)} left` : "";
  return `${label}  ${bar}  ${Math.floor(share * 100)} %  ${text}${left}`.slice(0, columns - 1);
}

const formatSeconds = (seconds: number): string =>
  seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;

function plainProgress(stream: OutStream, clock: Clock, label: string): Progress {
  let shownAt = clock.now();
  return {
    show({ text }) {
      if (clock.now() - shownAt < PLAIN_EVERY_MS) return;
      shownAt = clock.now();
      stream.write(`${label}: ${text}\n`);
    },
    [Symbol.dispose]: () => undefined,
  };
}

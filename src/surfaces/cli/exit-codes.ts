import { constants } from "node:os";

/** Exit codes, after sysexits.h (BSD) where it has one. docs/commands.md explains them. */
export const EXIT = {
  ok: 0,
  /** The question was answered, and the answer is: nothing. */
  nothing: 1,
  usage: 64,
  unreadableInput: 65,
  missingInput: 66,
  bug: 70,
  outputFailed: 74,
  unavailable: 75,
  badSetup: 78,
} as const;

/** As a shell tells of a program that a signal has ended: 130 for Ctrl-C. */
export function exitCodeOfSignal(signal: AbortSignal): number {
  const name = String(signal.reason);
  return 128 + (name in constants.signals ? constants.signals[name as NodeJS.Signals] : constants.signals.SIGINT);
}

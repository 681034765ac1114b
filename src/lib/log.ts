import { pino } from "pino";

/** A structured log: a sentence for people, fields for machines. One JSON line an event. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export type LogLevel = "silent" | "error" | "warn" | "info" | "debug";

/** Writes to standard error, so that a command's own output stays clean. */
export function createLog(level: LogLevel): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: false }),
  );
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

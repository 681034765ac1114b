/** Resolves once the signal is aborted. */
export async function interrupted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

/** The work's result; rejects with the signal's reason when that comes first. */
export async function unlessInterrupted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const stop = async (): Promise<never> => {
    await interrupted(signal);
    throw signal.reason;
  };
  return await Promise.race([work, stop()]);
}

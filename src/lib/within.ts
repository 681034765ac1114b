/** What a promise gives, or undefined when it takes longer; its failure in time is the caller's. */
export async function within<Value>(promise: Promise<Value>, ms: number): Promise<Value | undefined> {
  const { promise: deadline, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), ms);
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
    // A failure that comes too late is nobody's.
    promise.catch(() => undefined);
  }
}

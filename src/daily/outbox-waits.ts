const MINUTE_MS = 60_000;

/** What a mail waits after each refusal that may pass: 1 min, 5 min, 30 min, 2 h, 6 h. */
const WAITS_MS = [1, 5, 30, 120, 360].map((minutes) => minutes * MINUTE_MS);

/** How long a mail waits after its failed try of that number, counting from 0; undefined when it was the last. */
export const waitAfter = (attempts: number): number | undefined => WAITS_MS[attempts];

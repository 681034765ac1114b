/** Who may ask a host next, kept in the store so that all processes share one place in the line. */
export interface HostTurnStore {
  /**
   * Takes the host's only place if it is free and due: undefined then, else how many milliseconds to wait before asking
   * again. A holder that dies loses its place at `heldUntil`.
   */
  tryTake(host: string, holder: string, now: number, heldUntil: number): Promise<number | undefined>;
  /** Gives the place back; the next request may come at `nextAt`. */
  release(host: string, holder: string, nextAt: number, failures: number): Promise<void>;
  failures(host: string): Promise<number>;
}

/** Tells whoever waits how far it is. Standard output is for the figures alone. */
export const say = (text: string): void => void process.stderr.write(`eval: ${text}\n`);

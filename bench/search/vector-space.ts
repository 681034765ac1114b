/** Of the vectors of the built-in model. */
export const DIMENSIONS = 256;

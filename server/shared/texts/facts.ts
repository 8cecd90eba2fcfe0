/** Joins facts on one line: `64,5 м² · 1 этаж`. If the line wraps, the dot ends a line and never begins one. */
export const dot = '\u00a0· '

/** Joins facts on one line: `64,5 м² · 1 этаж`. Where the line is too narrow it ends with a dot, and none begins with one. */
export const dot = '\u00a0· '

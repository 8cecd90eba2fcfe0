/**
 * A half-width comma, colon, semicolon, question or exclamation mark beside a Chinese character, or a full stop after one.
 */
export const halfWidthMark =
  /\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}|[,;:] \p{Script=Han}|\p{Script=Han}\.(?![\p{L}\p{N}])/u

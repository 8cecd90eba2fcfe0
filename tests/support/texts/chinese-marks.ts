/** A comma, colon, semicolon, question or exclamation mark of Latin width beside a Chinese character, or a full stop after one. */
export const halfWidthMark =
  /\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}|[,;:] \p{Script=Han}|\p{Script=Han}\.(?![\p{L}\p{N}])/u

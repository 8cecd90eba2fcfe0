/** A comma, colon, semicolon, question or exclamation mark of Latin width beside a Chinese character. */
export const halfWidthMark = /\p{Script=Han}[,;:?!]|[,;:?!]\p{Script=Han}|[,;:] \p{Script=Han}/u

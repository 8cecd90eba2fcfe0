import { trusted } from 'mongoose'

/**
 * Returns a filter for values that begin with one of the texts, which can use an index. Input is escaped: it is text, not a
 * pattern.
 */
export const beginningWith = (beginnings: readonly string[]) =>
  trusted({ $in: beginnings.map(text => new RegExp(`^${escapePattern(text)}`)) })

/** Returns a filter for values that contain this text, in upper or lower case. It cannot use an index. */
export const containing = (text: string): RegExp => new RegExp(escapePattern(text), 'i')

const escapePattern = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

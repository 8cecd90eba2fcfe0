import { trusted } from 'mongoose'

/** A filter for values that begin with one of these texts, read along an index. What people type is text, not a pattern. */
export const beginningWith = (beginnings: readonly string[]) =>
  trusted({ $in: beginnings.map(text => new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`)) })

import { trusted } from 'mongoose'
import { beginningWith } from '#outside/database/beginning-with.ts'
import { canonicalCode, latinCode } from '#shared/texts/codes.ts'

/**
 * Returns a condition for the unit codes that typed text may stand for: a whole code, a beginning (`SFH-A`) or an end (`A-0107`,
 * `0107`). Null if it stands for none. The index of the codes answers it.
 */
export function unitsLike(typed: string) {
  const whole = canonicalCode(typed)
  if (whole) return whole
  const asked = latinCode(typed).toUpperCase()
  if (/^[A-Z]{3}-([A-Z](-\d{0,6})?)?$/.test(asked)) return beginningWith([asked])
  return /^([A-Z]-)?\d{3,7}$/.test(asked) ? trusted({ $regex: `-${asked}$` }) : null
}

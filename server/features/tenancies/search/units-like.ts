import { trusted } from 'mongoose'
import { beginningWith } from '#outside/database/beginning-with.ts'
import { canonicalCode, latinCode } from '#shared/texts/codes.ts'

/**
 * A condition for the codes of the units that what was typed may stand for: one as a whole, all that begin so (`SFH-A`), or all
 * that end so (`A-0107`, `0107`). Null where it stands for none. Answered from the index of the codes.
 */
export function unitsLike(typed: string) {
  const whole = canonicalCode(typed)
  if (whole) return whole
  const asked = latinCode(typed).toUpperCase()
  if (/^[A-Z]{3}-([A-Z](-\d{0,6})?)?$/.test(asked)) return beginningWith([asked])
  return /^([A-Z]-)?\d{3,7}$/.test(asked) ? trusted({ $regex: `-${asked}$` }) : null
}

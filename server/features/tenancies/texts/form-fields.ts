import type { Extent } from '#web/writing/extent.ts'
import { orNothing, typedNumber, typedYuan } from '#web/forms/form-schemas.ts'

export { optionalDay, typedDay as day } from '#web/forms/form-schemas.ts'

/** Reading of a meter as it stands on the dial, with up to three decimals. */
export const requiredReading = typedNumber({ decimals: 3, max: 999_999_999.999, wrong: 'case.error.reading' })
export const optionalReading = orNothing(requiredReading)

/** Maximum length of texts from the office to a tenant. */
export const ownWords: Extent = { longest: 4000 }

/** Amount in yuan, stored in fen. */
export const yuan = typedYuan({ maxYuan: 9_999_999_999.99, wrong: 'form.number' })

export const whole = typedNumber({ max: 99_999 })

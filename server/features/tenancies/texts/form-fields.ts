import type { Extent } from '#web/writing/extent.ts'
import { optionalField, numberField, yuanAmountField } from '#web/forms/form-schemas.ts'

export { optionalDayField as optionalDay, dayField as day } from '#web/forms/form-schemas.ts'

/** Reading of a meter as it stands on the dial, with up to three decimals. */
export const requiredReading = numberField({ decimals: 3, max: 999_999_999.999, wrong: 'case.error.reading' })
export const optionalReading = optionalField(requiredReading)

/** Maximum length of texts from the office to a tenant. */
export const freeTextExtent: Extent = { longest: 4000 }

/** Amount in yuan, stored in fen. */
export const yuan = yuanAmountField({ maxYuan: 9_999_999_999.99, wrong: 'form.number' })

export const wholeNumberField = numberField({ max: 99_999 })

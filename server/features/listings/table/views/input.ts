import { z } from 'zod'
import { id, requiredLine } from '#web/forms/forms.ts'
import { flag } from '#features/premises/fields/number-fields.ts'

const query = z.string().max(2_000).catch('').default('')
const named = z.object({ name: requiredLine(60), shared: flag })

/** `query` is the table as it was: conditions, order and the view that gave it its columns. */
export const newViewForm = named.extend({ query, withColumns: flag, opens: flag })
export const editViewForm = named
export const conditionsForm = z.object({ query })
export const opensForm = z.object({ opens: flag })
export const viewPath = z.object({ id })

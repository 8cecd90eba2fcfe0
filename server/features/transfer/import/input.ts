import { z } from 'zod'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { id } from '#web/forms/forms.ts'
import { csvEncodings, csvSeparators } from '#outside/tables/csv-reading.ts'
import { shownKinds } from '../checking/changed-rows.ts'
import { isColumn } from '../table/columns.ts'

const message = (key: MessageKey) => key

export const importPath = z.object({ id })
export const templatePath = z.object({ kind: z.enum(['xlsx', 'csv']) })

/** Which of the rows to show: what makes no sense in a link is dropped. */
export const shownSearch = z.object({
  show: z.enum(shownKinds).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})

/** `column.0`, `column.1`, ... each name which of ours a column of the file is; '' is none. */
export function readMapping(body: unknown, columns: number): string[] {
  const typed = (body ?? {}) as Record<string, unknown>
  return Array.from({ length: columns }, (_, index) => {
    const name = typed[`column.${index}`]
    return typeof name === 'string' && isColumn(name) ? name : ''
  })
}

export const writeForm = z.object({
  how: z.enum(['whole', 'good'], { error: message('transfer.refused.how') }),
})

export const csvForm = z.object({ encoding: z.enum(csvEncodings), separator: z.enum(csvSeparators) })

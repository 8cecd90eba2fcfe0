import { z } from 'zod'
import { premisesStatuses } from '#models/premises/parts/premises-vocabulary.ts'
import { translatorFor } from '#shared/texts/i18n.ts'
import { problemDescription, problemSchema } from '#web/requests/problem.ts'
import { canonicalCode } from '#shared/texts/codes.ts'
import { describeAllowed } from '../checking/allowed.ts'
import { definitionOf, type Column, columns, labelOf } from '../table/columns.ts'
import { rowOutcomes } from '../checking/outcomes.ts'

/** Limits of one request, which is written while the program waits. Larger sets are imported as files. */
export const batchLimits = { rows: 500, megabytes: 4 } as const

const t = translatorFor('en')

/** Returns the schema of a field as it is read. Programs may also send the value as people type it. */
function fieldSchema(column: Column): z.ZodType {
  const definition = definitionOf(column)
  const description = `${labelOf(t, column)}. ${describeAllowed({ t, locale: 'en' }, column)}`
  switch (definition.ask) {
    case 'flag':
      return z.boolean().meta({ description })
    case 'several':
      return z.array(z.enum(definition.values)).meta({ description })
    case 'choice':
      return z.enum(definition.values).meta({ description })
    case 'day':
    case 'instant':
      return z.string().nullable().meta({ description })
    default:
      return (isNumber(column) ? z.number() : z.string()).meta({ description })
  }
}

const isNumber = (column: Column): boolean => {
  const definition = definitionOf(column)
  return column === 'version' || (definition.ask === 'line' && definition.decimal !== undefined)
}

const row = z
  .object(Object.fromEntries(columns.map(column => [column, fieldSchema(column)])))
  .meta({ id: 'StaffPremises', description: 'A premises: the columns of an exported file, money in yuan.' })

export const list = z
  .object({
    items: z.array(row),
    total: z.number().int().min(0),
    next: z.url().nullable().meta({ description: 'The next page; null on the last. Also in the `Link` header.' }),
  })
  .meta({ id: 'StaffPremisesList' })

const listOf = <T extends z.ZodType>(one: T) =>
  z.preprocess(value => (value === undefined ? [] : [...new Set([value].flat())]), z.array(one).max(20))

export const question = z.strictObject({
  building: z
    .string()
    .regex(/^[A-Z]\d{1,5}$/)
    .optional()
    .meta({ description: 'Code of a building.', example: 'A1' }),
  status: listOf(z.enum(premisesStatuses))
    .optional()
    .default([])
    .meta({ description: 'Status; several mean any of them.' }),
  limit: z
    .preprocess(
      input => (/^\d{1,4}$/.test(String(input)) ? Number(input) : Number.NaN),
      z.number().int().min(1).max(500),
    )
    .default(100)
    .meta({ description: 'Premises in one answer.' }),
  after: z
    .string()
    .max(20)
    .refine(input => canonicalCode(input) === input)
    .optional()
    .meta({ description: 'From the `next` of the answer before: the last code of that.' }),
})

/** Schema of a request. Rows are checked one by one, so that complaints concern single rows. */
export const batch = z
  .strictObject({
    rows: z.array(z.record(z.string(), z.unknown())).min(1).meta({
      description:
        'Each names its `code`; a known one changes that premises, a new one makes a draft. Fields that are not there stay as they are, null or an empty text is an empty field. With `version` nothing newer is overwritten.',
    }),
    dryRun: z.boolean().default(false).meta({ description: 'Checks everything and writes nothing.' }),
    mode: z
      .enum(['all-or-nothing', 'skip-bad'])
      .default('all-or-nothing')
      .meta({ description: 'Whether one wrong row stops the others.' }),
  })
  .meta({ id: 'PremisesBatch' })

/** The batch as the OpenAPI document describes it: `rows` may contain any fields of a premises. */
export const describedBatch = batch
  .extend({ rows: z.array(row.partial()).min(1).max(batchLimits.rows) })
  .meta({ id: 'PremisesBatch' })

const complaint = z.object({ field: z.string(), code: z.string(), detail: z.string() })

const rowOutcome = z
  .object({
    row: z.number().int().min(1).meta({ description: 'Its place in the request, from 1.' }),
    code: z.string(),
    outcome: z.enum(rowOutcomes),
    version: z.number().int().nullable().meta({ description: 'Of the premises as it is written now.' }),
    unread: z.boolean().meta({ description: 'A text that was marked as reviewed changes, and the mark goes.' }),
    errors: z.array(complaint),
    warnings: z.array(complaint).meta({
      description:
        'What is doubtful about the place on the street plan that the row gives (neighbours, walls, doors), and terms that an offer of the unit keeps whatever the row says. The row is written all the same.',
    }),
  })
  .meta({ id: 'RowOutcome' })
export type RowAnswer = z.input<typeof rowOutcome>

export const outcome = z
  .object({
    dryRun: z.boolean(),
    import: z
      .string()
      .nullable()
      .meta({ description: 'Under `/staff/premises/import/` it can be looked at and undone.' }),
    counts: z.record(z.string(), z.number().int()).meta({ description: 'How many rows of each outcome.' }),
    rows: z.array(rowOutcome),
  })
  .meta({ id: 'ImportOutcome' })

export const problem = problemSchema
  .extend({ rows: z.array(rowOutcome).optional().meta({ description: 'Those that have errors.' }) })
  .meta({ id: 'StaffProblem', description: problemDescription })

import { z } from 'zod'
import type { IncentiveContent } from '#models/incentives/incentive.ts'
import { audiences, eligibilityTerms, incentiveCategories } from '#models/incentives/content-vocabulary.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import { zones } from '#models/premises/parts/premises-vocabulary.ts'
import { locales, type Locale } from '#shared/texts/i18n.ts'
import { id, text } from '#web/forms/forms.ts'
import { optionalDayField } from '#web/forms/form-schemas.ts'
import { missingOf, type Missing } from '../rules.ts'

export const incentivePath = z.object({ id })

/** Text fields of an incentive, each in three languages: `title.ru`, `title.en`, … */
export const textFields = {
  title: { max: 200, rows: 2 },
  summary: { max: 400, rows: 3 },
  body: { max: 8000, rows: 9 },
  eligibility: { max: 2000, rows: 4 },
  note: { max: 500, rows: 3 },
  sourceName: { max: 300, rows: 2 },
} as const
export type TextField = keyof typeof textFields
export const textFieldNames = Object.keys(textFields) as TextField[]

const noText = ''
const textShape = Object.fromEntries(
  textFieldNames.flatMap(field =>
    locales.map(locale => [`${field}.${locale}`, text(textFields[field].max).default(noText)]),
  ),
) as Record<`${TextField}.${Locale}`, z.ZodDefault<ReturnType<typeof text>>>

/** Reads a day as typed; '' when empty. */
const dayField = optionalDayField.transform(value => value ?? noText)

/** Reads checkboxes, which arrive as one string or as several. */
const listOf = <Value extends string>(values: readonly Value[]) =>
  z
    .union([z.string().transform(value => [value]), z.array(z.string())])
    .default([])
    .refine(chosen => chosen.every(value => values.some(option => option === value)), 'form.choose')
    .transform(chosen => values.filter(value => chosen.includes(value)))
const checkbox = z
  .literal('yes')
  .optional()
  .transform(value => value === 'yes')

/** Matches a year, a month or a day. */
export const sourceDatePattern = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/
/** Matches an `http` or `https` address, or an empty text. */
export const sourceUrlPattern = /^(https?:\/\/[^\s"<>]+)?$/

const fields = {
  ...textShape,
  category: z.enum(incentiveCategories, 'form.choose'),
  zones: listOf(zones),
  national: checkbox,
  audiences: listOf(audiences),
  citizenship: listOf(eligibilityTerms.citizenship),
  company: listOf(eligibilityTerms.company),
  activity: listOf(eligibilityTerms.activity),
  sales: listOf(eligibilityTerms.sales),
  confirmEachCase: checkbox,
  reviewed: listOf(locales),
  sourceDate: text(10)
    .pipe(z.string().refine(value => value === '' || sourceDatePattern.test(value), 'incentives.source-date.wrong'))
    .default(noText),
  sourceUrl: text(500).pipe(z.string().regex(sourceUrlPattern, 'incentives.url.wrong')).default(noText),
  checkedAt: dayField,
  validFrom: optionalDayField,
  expiresOn: optionalDayField,
  confirmed: checkbox,
}
const contentFields = z.object(fields)
type ContentInput = z.output<typeof contentFields>

/** Fields of the things that publishing requires. */
export const fieldOfMissing = {
  'no-zone': 'zones',
  'no-title': 'title.ru',
  'no-summary': 'summary.ru',
  'no-source': 'sourceName.ru',
  'no-source-date': 'sourceDate',
  'no-checked': 'checkedAt',
} as const satisfies Record<Missing, string>

/**
 * Returns the field at which a refusal is shown. `not-published`, which no field can correct, is shown at the publication.
 */
export const fieldOfRefusal = (reason: Missing | 'not-published'): string =>
  reason === 'not-published' ? 'publication' : fieldOfMissing[reason]

/** Complains about what is missing when publishing. A draft may be incomplete. */
function requirePublishable(input: ContentInput & { act: Act }, context: z.RefinementCtx): void {
  if (input.act !== 'publish') return
  for (const reason of missingOf(contentOf(input))) {
    context.addIssue({ code: 'custom', path: [fieldOfMissing[reason]], message: `incentives.refused.${reason}` })
  }
}

function requirePeriod(input: ContentInput, context: z.RefinementCtx): void {
  if (input.validFrom && input.expiresOn && input.expiresOn < input.validFrom) {
    context.addIssue({ code: 'custom', path: ['expiresOn'], message: 'incentives.period.wrong' })
  }
}

export const newIncentiveForm = contentFields
  .extend({
    slug: text(80).pipe(
      z
        .string()
        .min(1, 'form.required')
        .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'incentives.slug.wrong'),
    ),
  })
  .superRefine(requirePeriod)
  .transform(({ slug, ...typed }) => ({ slug, content: contentOf(typed) }))

const version = z.coerce.number().int().nonnegative()

/**
 * Buttons of the form. `unpublish` hides it from readers; `confirm` records a check against its source. All of them save
 * what is typed.
 */
const act = z.enum(['draft', 'publish', 'unpublish', 'confirm']).catch('draft')
type Act = z.output<typeof act>

export const incentiveForm = contentFields
  .extend({ version, reason: text(300).default(noText), act })
  .superRefine(requirePeriod)
  .superRefine(requirePublishable)
  .transform(({ version: from, reason, act: done, ...typed }) => ({
    version: from,
    reason,
    act: done,
    content: contentOf(typed),
  }))

/** Discards the draft, whatever is typed. */
export const discardForm = z.object({ version })

function contentOf(input: ContentInput): IncentiveContent {
  const inLanguages = (field: TextField): LocalisedText => {
    const text: LocalisedText = {}
    for (const locale of locales) if (input[`${field}.${locale}`]) text[locale] = input[`${field}.${locale}`]
    return text
  }
  return {
    category: input.category,
    zones: input.zones,
    national: input.national,
    title: inLanguages('title'),
    summary: inLanguages('summary'),
    body: inLanguages('body'),
    eligibility: inLanguages('eligibility'),
    note: inLanguages('note'),
    reviewed: {
      ru: input.reviewed.includes('ru'),
      en: input.reviewed.includes('en'),
      zh: input.reviewed.includes('zh'),
    },
    source: { name: inLanguages('sourceName'), date: input.sourceDate, url: input.sourceUrl || null },
    checkedAt: input.checkedAt,
    validFrom: input.validFrom,
    expiresOn: input.expiresOn,
    confirmed: input.confirmed,
    audiences: input.audiences,
    conditions: {
      citizenship: input.citizenship,
      company: input.company,
      activity: input.activity,
      sales: input.sales,
    },
    confirmEachCase: input.confirmEachCase,
  }
}

import { z } from 'zod'
import type { AnswerSection } from '#models/cases/application.ts'
import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { countries } from '#shared/texts/countries.ts'
import { messageKey, type MessageKey } from '#shared/texts/i18n.ts'
import { isAmbiguousDay, readDay } from '#shared/days/parse-day.ts'
import type { ParsedNumber } from '#shared/texts/parse-number.ts'
import type { Verdict } from '#shared/verdict.ts'
import { canonicalCode } from '#shared/texts/codes.ts'
import { checkInn, checkOgrn, checkUscc, compactNumber, type NumberFault } from './company-numbers.ts'
import {
  cashPlanMonths,
  fieldsOf,
  fundingSources,
  languages,
  maxLengthOf,
  premisesChoices,
  vehicles,
  yesNo,
} from './fields.ts'
import { hasPassportExpired } from './passport-validity.ts'
import { parseNumberAnswer } from './plain-answers.ts'

/** What the answers are checked against besides themselves. */
export type FormContext = { today: CityDay; citizenships: readonly string[] | 'any' }

const line = (max = 200) =>
  z.string(messageKey('form.required')).trim().min(1, messageKey('form.required')).max(max, messageKey('form.too-long'))
const namedLine = (name: string) => line(maxLengthOf(name))
const optionalLine = () => z.string().trim().max(200, messageKey('form.too-long')).optional().default('')
const choice = <const T extends readonly [string, ...string[]]>(options: T) =>
  z.enum(options, messageKey('form.choose'))
const confirmed = (key: MessageKey) => z.literal('yes', key)
const realDay = z
  .string(messageKey('form.required'))
  .trim()
  .min(1, messageKey('form.required'))
  .transform((input, context) => {
    const day = readDay(input, null)
    if (day) return day
    context.addIssue({
      code: 'custom',
      message: messageKey(isAmbiguousDay(input) ? 'apply.error.day-doubtful' : 'form.date'),
    })
    return z.NEVER
  })

const numbers = new Map(Object.values(fieldsOf).flatMap(fields => fields.map(({ name, number }) => [name, number])))

/** Returns the complaint about an unreadable number. An ambiguous number is asked about, never guessed. */
function complaintAbout(reason: Extract<ParsedNumber, { ok: false }>['reason'], decimals: number): MessageKey {
  if (reason === 'empty') return 'form.required'
  if (reason === 'ambiguous') return 'apply.error.number-doubtful'
  if (reason === 'below-zero') return 'form.below-zero'
  return decimals === 0 ? 'apply.error.whole-number' : 'form.number'
}

/** Parses the stored number of a field. The language in which it was typed is not stored. */
const numeric = (name: string, max: number) =>
  z
    .string(messageKey('form.required'))
    .transform((input, context) => {
      const number = numbers.get(name)
      if (!number) throw new Error(`${name} is no number`)
      const read = parseNumberAnswer(number, input, null)
      if (read.ok) return read.value
      context.addIssue({ code: 'custom', message: complaintAbout(read.reason, number.decimals) })
      return z.NEVER
    })
    .pipe(z.number().max(max, messageKey('apply.error.too-much')))

/** Parses yuan as typed into whole fen. */
const yuanAsFen = (name: string) => numeric(name, 10_000_000_000).transform(yuan => Math.round(yuan * 100))

const choiceSchema = z.object({
  // Each complaint carries the row that it is about.
  premises: z
    .array(z.string().trim().toUpperCase())
    .optional()
    .default([])
    .superRefine((rows, context) => {
      const wrong = (message: MessageKey, ...path: number[]) => context.addIssue({ code: 'custom', path, message })
      const filledRows = rows.filter(Boolean)
      if (filledRows.length === 0) wrong('apply.error.premises-none')
      if (filledRows.length > premisesChoices) wrong('apply.error.premises-many')
      for (const [row, one] of rows.entries())
        if (one !== '' && canonicalCode(one) === null) wrong('apply.error.premises-code', row)
        else if (one !== '' && rows.indexOf(one) < row) wrong('apply.error.premises-twice', row)
    }),
  reason: namedLine('reason'),
  areaNeeded: numeric('areaNeeded', 100_000),
  powerKw: numeric('powerKw', 10_000),
  waterNeeded: choice(yesNo),
  extractionNeeded: choice(yesNo),
})

const latinName = () => line(100).regex(/^[A-Za-z][A-Za-z' .-]*$/, messageKey('apply.error.latin'))

const applicantSchema = ({ today, citizenships }: FormContext) =>
  z
    .object({
      lastNameLatin: latinName(),
      firstNameLatin: latinName(),
      nameCyrillic: optionalLine().refine(
        name => /^[\p{Script=Cyrillic}' .-]*$/u.test(name),
        messageKey('apply.error.cyrillic'),
      ),
      nameChinese: optionalLine().refine(
        name => /^[\p{Script=Han}·• ]*$/u.test(name),
        messageKey('apply.error.chinese'),
      ),
      citizenship: z
        .string(messageKey('form.choose'))
        .refine(country => countries.includes(country), messageKey('form.choose'))
        .refine(
          country => citizenships === 'any' || citizenships.includes(country),
          messageKey('apply.error.citizenship'),
        ),
      passportNumber: line(30).regex(/^[\p{L}\d][\p{L}\d №-]{3,29}$/u, messageKey('apply.error.passport')),
      passportExpiry: realDay.refine(
        day => !hasPassportExpired(day, today),
        messageKey('apply.error.passport-expired'),
      ),
      residence: namedLine('residence'),
      phone: line(30).regex(/^\+?[\d][\d ()-]{5,28}$/, messageKey('apply.error.phone')),
      messenger: optionalLine(),
      preferredLanguage: choice(languages),
      byAgent: choice(yesNo),
      agentName: z.string().trim().max(200, messageKey('form.too-long')).optional().default(''),
    })
    .superRefine(({ byAgent, agentName }, context) => {
      if (byAgent === 'yes' && agentName === '') complain(context, 'agentName', 'form.required')
    })

const loose = () => z.string().trim().max(200, messageKey('form.too-long')).optional().default('')

const companySchema = z
  .object({
    vehicle: choice(vehicles),
    companyName: loose(),
    inn: loose().transform(compactNumber),
    ogrn: loose().transform(compactNumber),
    uscc: loose().transform(compactNumber),
    companyCountry: loose(),
    registrationNumber: loose(),
  })
  .superRefine((company, context) => {
    if (company.vehicle !== 'individual') need(context, 'companyName', company.companyName)
    if (company.vehicle === 'russian_company') {
      needNumber(context, 'inn', company.inn, checkInn)
      needNumber(context, 'ogrn', company.ogrn, checkOgrn)
    }
    if (company.vehicle === 'chinese_company') needNumber(context, 'uscc', company.uscc, checkUscc)
    if (company.vehicle === 'other_country') {
      if (!countries.includes(company.companyCountry)) complain(context, 'companyCountry', 'form.choose')
      need(context, 'registrationNumber', company.registrationNumber)
    }
  })

const monthly = () =>
  z
    .array(yuanAsFen('cashPlan'), messageKey('form.required'))
    .length(cashPlanMonths, messageKey('apply.error.cash-plan'))

const planSchema = ({ today }: FormContext) =>
  z.object({
    activity: namedLine('activity'),
    useClass: choice(useClasses),
    food: choice(yesNo),
    alcohol: choice(yesNo),
    hazard: choice(yesNo),
    products: namedLine('products'),
    importRoute: z.string().trim().max(maxLengthOf('importRoute'), messageKey('form.too-long')).optional().default(''),
    openingHours: line(),
    foreignStaff: numeric('foreignStaff', 10_000),
    localStaff: numeric('localStaff', 10_000),
    investment: yuanAsFen('investment'),
    fundingSource: choice(fundingSources),
    revenue: monthly(),
    costs: monthly(),
    fitOut: namedLine('fitOut'),
    experience: namedLine('experience'),
    earliestOpening: realDay.refine(day => day >= today, messageKey('apply.error.opening-past')),
  })

const declarationsSchema = z.object({
  relatedParties: namedLine('relatedParties'),
  truth: confirmed('apply.error.truth'),
  noSubletting: confirmed('apply.error.no-subletting'),
  transferConsent: confirmed('apply.error.transfer-consent'),
})

/** Returns the schema of a section. Its messages are message keys. */
export const schemaOf = (section: AnswerSection, context: FormContext): z.ZodType => {
  const schemas = {
    choice: choiceSchema,
    applicant: applicantSchema(context),
    company: companySchema,
    plan: planSchema(context),
    declarations: declarationsSchema,
  }
  return schemas[section]
}

function complain(context: z.core.$RefinementCtx, field: string, message: MessageKey) {
  context.addIssue({ code: 'custom', path: [field], message })
}

function need(context: z.core.$RefinementCtx, field: string, value: string) {
  if (value === '') complain(context, field, 'form.required')
}

type NumberField = 'inn' | 'ogrn' | 'uscc'
function needNumber(
  context: z.core.$RefinementCtx,
  field: NumberField,
  value: string,
  check: (value: string) => Verdict<NumberFault>,
) {
  const verdict = check(value)
  if (value === '') complain(context, field, 'form.required')
  else if (!verdict.ok) complain(context, field, `apply.error.${field}.${verdict.reason}`)
}

import { z } from 'zod'
import type { AnswerSection } from '#models/cases/application.ts'
import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { countries } from '#shared/texts/countries.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { isDoubtfulDay, readDay } from '#shared/days/parse-day.ts'
import type { TypedNumber } from '#shared/texts/parse-number.ts'
import type { Verdict } from '#shared/verdict.ts'
import { canonicalCode } from '#shared/texts/codes.ts'
import { checkInn, checkOgrn, checkUscc, compactNumber, type NumberFault } from './company-numbers.ts'
import {
  cashPlanMonths,
  fieldsOf,
  fundingSources,
  languages,
  longestOf,
  premisesChoices,
  vehicles,
  yesNo,
} from './fields.ts'
import { hasPassportExpired } from './passport-validity.ts'
import { numberAnswer } from './plain-answers.ts'

/** What the answers are checked against besides themselves. */
export type FormContext = { today: CityDay; citizenships: readonly string[] | 'any' }

const says = <K extends MessageKey>(key: K): K => key

const line = (max = 200) =>
  z.string(says('form.required')).trim().min(1, says('form.required')).max(max, says('form.too-long'))
const words = (name: string) => line(longestOf(name))
const optionalLine = () => z.string().trim().max(200, says('form.too-long')).optional().default('')
const choice = <const T extends readonly [string, ...string[]]>(options: T) => z.enum(options, says('form.choose'))
const confirmed = (key: MessageKey) => z.literal('yes', key)
const realDay = z
  .string(says('form.required'))
  .trim()
  .min(1, says('form.required'))
  .transform((typed, context) => {
    const day = readDay(typed, null)
    if (day) return day
    context.addIssue({ code: 'custom', message: says(isDoubtfulDay(typed) ? 'apply.error.day-doubtful' : 'form.date') })
    return z.NEVER
  })

const numbers = new Map(Object.values(fieldsOf).flatMap(fields => fields.map(({ name, number }) => [name, number])))

/** Returns the complaint about an unreadable number. An ambiguous number is asked about, never guessed. */
function complaintAbout(reason: Extract<TypedNumber, { ok: false }>['reason'], decimals: number): MessageKey {
  if (reason === 'empty') return 'form.required'
  if (reason === 'ambiguous') return 'apply.error.number-doubtful'
  if (reason === 'below-zero') return 'form.below-zero'
  return decimals === 0 ? 'apply.error.whole-number' : 'form.number'
}

/** Parses the stored number of a field. The language in which it was typed is not stored. */
const numeric = (name: string, max: number) =>
  z
    .string(says('form.required'))
    .transform((typed, context) => {
      const number = numbers.get(name)
      if (!number) throw new Error(`${name} is no number`)
      const read = numberAnswer(number, typed, null)
      if (read.ok) return read.value
      context.addIssue({ code: 'custom', message: complaintAbout(read.reason, number.decimals) })
      return z.NEVER
    })
    .pipe(z.number().max(max, says('apply.error.too-much')))

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
      const typed = rows.filter(Boolean)
      if (typed.length === 0) wrong('apply.error.premises-none')
      if (typed.length > premisesChoices) wrong('apply.error.premises-many')
      for (const [row, one] of rows.entries())
        if (one !== '' && canonicalCode(one) === null) wrong('apply.error.premises-code', row)
        else if (one !== '' && rows.indexOf(one) < row) wrong('apply.error.premises-twice', row)
    }),
  reason: words('reason'),
  areaNeeded: numeric('areaNeeded', 100_000),
  powerKw: numeric('powerKw', 10_000),
  waterNeeded: choice(yesNo),
  extractionNeeded: choice(yesNo),
})

const latinName = () => line(100).regex(/^[A-Za-z][A-Za-z' .-]*$/, says('apply.error.latin'))

const applicantSchema = ({ today, citizenships }: FormContext) =>
  z
    .object({
      lastNameLatin: latinName(),
      firstNameLatin: latinName(),
      nameCyrillic: optionalLine().refine(
        name => /^[\p{Script=Cyrillic}' .-]*$/u.test(name),
        says('apply.error.cyrillic'),
      ),
      nameChinese: optionalLine().refine(name => /^[\p{Script=Han}·• ]*$/u.test(name), says('apply.error.chinese')),
      citizenship: z
        .string(says('form.choose'))
        .refine(country => countries.includes(country), says('form.choose'))
        .refine(country => citizenships === 'any' || citizenships.includes(country), says('apply.error.citizenship')),
      passportNumber: line(30).regex(/^[\p{L}\d][\p{L}\d №-]{3,29}$/u, says('apply.error.passport')),
      passportExpiry: realDay.refine(day => !hasPassportExpired(day, today), says('apply.error.passport-expired')),
      residence: words('residence'),
      phone: line(30).regex(/^\+?[\d][\d ()-]{5,28}$/, says('apply.error.phone')),
      messenger: optionalLine(),
      preferredLanguage: choice(languages),
      byAgent: choice(yesNo),
      agentName: z.string().trim().max(200, says('form.too-long')).optional().default(''),
    })
    .superRefine(({ byAgent, agentName }, context) => {
      if (byAgent === 'yes' && agentName === '') complain(context, 'agentName', 'form.required')
    })

const loose = () => z.string().trim().max(200, says('form.too-long')).optional().default('')

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
  z.array(yuanAsFen('cashPlan'), says('form.required')).length(cashPlanMonths, says('apply.error.cash-plan'))

const planSchema = ({ today }: FormContext) =>
  z.object({
    activity: words('activity'),
    useClass: choice(useClasses),
    food: choice(yesNo),
    alcohol: choice(yesNo),
    hazard: choice(yesNo),
    products: words('products'),
    importRoute: z.string().trim().max(longestOf('importRoute'), says('form.too-long')).optional().default(''),
    openingHours: line(),
    foreignStaff: numeric('foreignStaff', 10_000),
    localStaff: numeric('localStaff', 10_000),
    investment: yuanAsFen('investment'),
    fundingSource: choice(fundingSources),
    revenue: monthly(),
    costs: monthly(),
    fitOut: words('fitOut'),
    experience: words('experience'),
    earliestOpening: realDay.refine(day => day >= today, says('apply.error.opening-past')),
  })

const declarationsSchema = z.object({
  relatedParties: words('relatedParties'),
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

import { pathTo } from '#server/paths.ts'
import type { AnswerSection, SectionAnswers } from '#models/cases/application.ts'
import { countries, countryName } from '#shared/texts/countries.ts'
import { isMessageKey, type Locale, type MessageKey, type Translate } from '#shared/texts/i18n.ts'
import type { CheckedOption, Option } from '#web/forms/fields.ts'
import { choiceDrawing, drawingOfUse, type ChoiceDrawing, type PicturedOption } from '#web/forms/choice-drawings.ts'
import { optionKey, questionOf } from '../cases/answers/answers-in-words.ts'
import { premisesRow, type FieldComplaints } from '../cases/answers/answers.ts'
import { suggestNames } from './passport-latin.ts'
import { fieldsOf, premisesChoices, type Field, type FieldKind, type Vehicle } from '../cases/answers/fields.ts'
import { formatFieldAnswer } from '../cases/answers/plain-answers.ts'
import { numberFields, numberHint, type NumberField } from './number-hints.ts'
import { cashTable, type CashTable } from './cash-plan-view.ts'

type LabelledQuestion = { name: string; label: string; error?: string; hint?: string; optional?: true }
type CashPlan = LabelledQuestion & CashTable
type PremisesField = LabelledQuestion & {
  choices: { id: string; label: string; value: string; error?: string; about?: DescribedPremises }[]
}

/** A question as the template shows it. Exactly one of the kinds is set. */
export type FieldView = {
  /** Heading of the group that begins with this question. */
  heading?: string
  /** Class names by which the style sheet shows the question only when it applies. */
  onlyIf?: string
  text?: LabelledQuestion & { value: string; type: string; autocomplete?: string; inputmode?: string; unkept?: true }
  textarea?: LabelledQuestion & { value: string }
  select?: LabelledQuestion & { placeholder: string; options: Option[] }
  radios?: Omit<LabelledQuestion, 'label'> & { legend: string; options: CheckedOption[] }
  /** Radio buttons shown as cards with drawings. */
  pictures?: Omit<LabelledQuestion, 'label'> & { legend: string } & Pictured
  confirm?: LabelledQuestion & { checked: boolean; more?: { href: string; label: string } }
  premises?: PremisesField
  cashPlan?: CashPlan
  /** Likely spelling of this name in a passport; empty while the Cyrillic name suggests nothing different. */
  latin?: { field: string; value: string }
  /** Button that saves and returns to this page. It replaces what a script would do at once. */
  stay?: { here: string; label: string }
}

/** Description of a premises, with the warnings to read before choosing it. */
type DescribedPremises = { text: string; href: string; warnings: string[] }
/** Described premises, by code. */
export type PremisesByCode = ReadonlyMap<string, DescribedPremises>
export type FormView = {
  t: Translate
  locale: Locale
  answers: SectionAnswers
  complaints: FieldComplaints
  known: PremisesByCode
  /** Current year, against which the year in a company number is checked. */
  year: number
}

export const fieldViews = (section: AnswerSection, form: FormView): FieldView[] =>
  fieldsOf[section].map(field => ({
    ...(field.group ? { heading: form.t(`apply.group.${field.group}` as MessageKey) } : {}),
    ...onlyIf(field),
    ...builders[field.kind](field, form),
    ...extrasOf(field, form),
  }))

function extrasOf({ name }: Field, { t, answers }: FormView): Pick<FieldView, 'latin' | 'stay'> {
  if (name === 'nameCyrillic') return { stay: { here: name, label: t('apply.latin.show') } }
  if (name !== 'lastNameLatin' && name !== 'firstNameLatin') return {}
  const suggested = suggestNames(String(answers.nameCyrillic ?? ''))[name]
  const input = String(answers[name] ?? '')
    .trim()
    .toUpperCase()
  return { latin: { field: name, value: suggested === input ? '' : suggested } }
}

const onlyIf = ({ when }: Field) =>
  when ? { onlyIf: [`only-if only-if-${when.field}`, ...when.is.map(value => `only-if--${value}`)].join(' ') } : {}

const builders: Record<FieldKind, (field: Field, form: FormView) => FieldView> = {
  text: (field, form) => ({
    text: {
      ...labelQuestion(field, form),
      ...inputAttributes(field),
      value: formattedAnswer(field, form),
      type: 'text',
    },
  }),
  day: (field, form) => {
    const question = labelQuestion(field, form)
    const hints = [form.t('apply.hint.day'), question.hint].filter(Boolean)
    return {
      text: {
        ...question,
        value: formattedAnswer(field, form),
        type: 'text',
        // Eight digits are a complete date. A number pad may have no separators.
        hint: hints.join(form.locale === 'zh' ? '' : ' '),
        inputmode: 'numeric',
        autocomplete: 'off',
      },
    }
  },
  textarea: (field, form) => ({ textarea: { ...labelQuestion(field, form), value: textOf(field, form) } }),
  select: (field, form) => selectOf(field, form, optionsOf(field, form.t)),
  country: (field, form) => selectOf(field, form, countriesIn(form.locale)),
  radios: radiosOrPictures,
  confirm: (field, form) => ({
    confirm: { ...labelQuestion(field, form), checked: textOf(field, form) === 'yes', ...consentLink(field, form) },
  }),
  premises: (field, form) => ({ premises: premisesField(field, form) }),
  'cash-plan': (field, form) => ({
    cashPlan: { ...labelQuestion(field, form), ...cashTable(form, field, form.answers) },
  }),
}

function labelQuestion(field: Field, { t, complaints, answers, year }: FormView): LabelledQuestion {
  const { name } = field
  const complaint = complaints[name]
  const hint = `apply.hint.${field.name}`
  return {
    name,
    label: t(questionOf(field)),
    ...(complaint ? { error: complaintInWords(t, { name, complaint, answers, year }) } : {}),
    ...(isMessageKey(hint) ? { hint: t(hint) } : {}),
    ...(field.optional ? { optional: true } : {}),
  }
}

function inputAttributes({ autocomplete, inputmode, number, unkept }: Field) {
  const pad = inputmode ?? (number && (number.decimals > 0 ? 'decimal' : 'numeric'))
  return {
    ...(autocomplete ? { autocomplete } : {}),
    ...(pad ? { inputmode: pad } : {}),
    ...(unkept ? { unkept } : {}),
  }
}

/** Links the consent to the privacy page, as an addition to the text in the form. */
const consentLink = ({ name }: Field, { t, locale }: FormView) =>
  name === 'transferConsent' ? { more: { href: pathTo(locale, '/privacy'), label: t('apply.consent.privacy') } } : {}

/** Returns the answer with numbers and dates formatted for the page's language. */
const formattedAnswer = (field: Field, form: FormView): string =>
  formatFieldAnswer(field, textOf(field, form), form.locale)

function textOf({ name }: Field, { answers }: FormView): string {
  const input = answers[name]
  return typeof input === 'string' ? input : ''
}

const listOf = (name: string, { answers }: FormView): string[] => {
  const input = answers[name]
  return Array.isArray(input) ? input : []
}

const optionsOf = (field: Field, t: Translate) =>
  (field.options ?? []).map(value => ({ value, label: t(optionKey(field, value)) }))

function selectOf(field: Field, form: FormView, options: { value: string; label: string }[]): FieldView {
  const chosen = textOf(field, form)
  return {
    select: {
      ...labelQuestion(field, form),
      placeholder: form.t('apply.choose'),
      options: options.map(option => ({ ...option, selected: option.value === chosen })),
    },
  }
}

/** Returns the countries, Russia first, then sorted by name in the reader's language. */
function countriesIn(locale: Locale): { value: string; label: string }[] {
  const named = countries.map(value => ({ value, label: countryName(locale, value) }))
  const first = (value: string) => (value === 'RU' ? 0 : 1)
  return named.sort((a, b) => first(a.value) - first(b.value) || a.label.localeCompare(b.label, locale))
}

function radiosOrPictures(field: Field, form: FormView): Pick<FieldView, 'radios' | 'pictures'> {
  const { label: legend, ...rest } = labelQuestion(field, form)
  const options = radioOptions(field, form)
  const pictures = pictured(form.t, field.name, options)
  return pictures ? { pictures: { ...rest, legend, ...pictures } } : { radios: { ...rest, legend, options } }
}

function radioOptions(field: Field, form: FormView): CheckedOption[] {
  const chosen = textOf(field, form)
  return optionsOf(field, form.t).map((option, index) => ({
    ...option,
    id: index === 0 ? field.name : `${field.name}-${option.value}`,
    checked: option.value === chosen,
  }))
}

export const premisesRows = ['first', 'second', 'third'] as const

function premisesField(field: Field, form: FormView): PremisesField {
  const codes = listOf(field.name, form)
  const { error: _shownInItsRow, ...question } = labelQuestion(field, form)
  // A complaint about one row is shown at that row. A complaint about all rows is shown at the first one.
  return {
    ...question,
    choices: premisesRows.slice(0, premisesChoices).map((rank, index) => {
      const value = codes[index] ?? ''
      const about = form.known.get(value.trim().toUpperCase())
      const complaint = form.complaints[premisesRow(index)]
      return {
        id: premisesRow(index),
        label: form.t(`apply.premises.${rank}`),
        value,
        ...(complaint ? { error: form.t(complaint) } : {}),
        ...(about ? { about } : {}),
      }
    }),
  }
}

/** Number of cards in a row where there is room. */
type Layout = 'pair' | 'three' | 'four'
type Pictured = { layout: Layout; options: PicturedOption[] }

const drawingOfVehicle: Record<Vehicle, ChoiceDrawing> = {
  individual: 'person',
  russian_company: 'houseWithFlag',
  chinese_company: 'hall',
  chinese_company_to_be_founded: 'hallToBe',
  other_country: 'globe',
}

/** Drawings of the answers, by question. Yes-or-no questions use the same drawing, crossed out for "no". */
const pictures: Record<string, { layout: Layout; of: Record<string, ChoiceDrawing> }> = {
  useClass: { layout: 'four', of: drawingOfUse },
  vehicle: { layout: 'three', of: drawingOfVehicle },
  waterNeeded: yesOrNo('tap'),
  extractionNeeded: yesOrNo('hood'),
  food: yesOrNo('bowl'),
  alcohol: yesOrNo('bottle'),
  hazard: yesOrNo('flame'),
}

function yesOrNo(drawing: ChoiceDrawing) {
  return { layout: 'pair' as const, of: { yes: drawing, no: drawing } }
}

/** Returns the answers as cards, with explanations where they exist; null when the question has no drawings. */
function pictured(t: Translate, name: string, options: readonly CheckedOption[]): Pictured | null {
  const found = pictures[name]
  if (!found) return null
  return {
    layout: found.layout,
    options: options.map((option): PicturedOption => {
      const { value } = option
      const drawing = found.of[value]
      if (!drawing) throw new Error(`no drawing of ${name}, ${value}`)
      const meant = `finder.q.use.${value}`
      return {
        ...option,
        drawing: choiceDrawing(drawing, { crossedOut: value === 'no' }),
        ...(name === 'useClass' && isMessageKey(meant) ? { hint: t(meant) } : {}),
      }
    }),
  }
}

type About = { name: string; complaint: MessageKey; answers: SectionAnswers; year: number }

/** Returns the text of a complaint. Of a company number it says where the error is; of a long text, the allowed length. */
export function complaintInWords(t: Translate, { name, complaint, answers, year }: About): string {
  const typed = answers[name]
  const longest = complaint === 'form.too-long' ? maxLengthOf(name) : undefined
  if (longest) return t('apply.error.too-long', { most: longest })
  const hint = isNumber(name) && typeof typed === 'string' ? numberHint(name, typed, year) : null
  return hint ? t(hint.key, hint.gaps) : t(complaint)
}

const maxLengthOf = (name: string) =>
  Object.values(fieldsOf)
    .flat()
    .find(field => field.name === name)?.longest

const isNumber = (name: string): name is NumberField => (numberFields as readonly string[]).includes(name)

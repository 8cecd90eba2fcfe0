import type { AnswerSection } from '#models/cases/application.ts'
import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import type { Unit } from '#shared/texts/parse-number.ts'

/** Increased whenever questions change, so that a snapshot is read with the questions that it answered. */
export const formVersion = 1

/** Pages of an application in the order in which they are shown. */
export const formSections = ['choice', 'applicant', 'company', 'plan', 'documents', 'declarations'] as const
export type FormSection = (typeof formSections)[number]

export const vehicles = [
  'individual',
  'russian_company',
  'chinese_company',
  'chinese_company_to_be_founded',
  'other_country',
] as const
export type Vehicle = (typeof vehicles)[number]
export const existingCompanies: readonly string[] = ['russian_company', 'chinese_company', 'other_country']

export const yesNo = ['yes', 'no'] as const
export const fundingSources = ['own', 'loan', 'investor', 'grant', 'mixed'] as const
export const languages = ['ru', 'en', 'zh'] as const
export const premisesChoices = 3
export const cashPlanMonths = 12

export type FieldKind =
  | 'text'
  | 'textarea'
  | 'select'
  | 'radios'
  | 'confirm'
  | 'day'
  | 'premises'
  | 'country'
  | 'cash-plan'

/**
 * A question of the form. Message keys: label `apply.field.<name>`, label beside an answer with a unit
 * `apply.answer.<name>`, hint `apply.hint.<name>`, option `apply.option.<name>.<value>` (yes and no have keys of their own).
 */
export type Field = {
  name: string
  kind: FieldKind
  options?: readonly string[]
  optional?: true
  /** The question is asked only when another question of the section has one of these answers. */
  when?: { field: string; is: readonly string[] }
  /** Value of the HTML `autocomplete` attribute. */
  autocomplete?: string
  inputmode?: 'numeric' | 'decimal' | 'tel'
  /** The answer is a number, not below zero, with at most this many decimals. */
  number?: { decimals: number; unit: Unit }
  /**
   * The answer is a name, a number or a code; look-alike characters are converted to plain ones (`toPlainCharacters`). A
   * telephone number is also stored with its country.
   */
  signs?: 'plain' | 'phone'
  /** The answer is free text with at most this many characters. */
  longest?: number
  /** The answer is stored on the server only, never in the browser. */
  unkept?: true
  /** The question starts a group with the heading `apply.group.<group>`. */
  group?: string
  /** Names of the posted fields, when they differ from `name`. */
  posts?: readonly string[]
}

const longAnswer = { kind: 'textarea', longest: 4000 } as const

const plainText = { kind: 'text', signs: 'plain' } as const

const whenVehicle = (...is: Vehicle[]) => ({ field: 'vehicle', is })

/** All questions of the application. Answers to other fields are not stored. */
export const fieldsOf: Record<AnswerSection, readonly Field[]> = {
  choice: [
    { name: 'premises', kind: 'premises', signs: 'plain' },
    { name: 'reason', ...longAnswer },
    { name: 'areaNeeded', group: 'needs', kind: 'text', number: { decimals: 2, unit: 'square-metres' } },
    { name: 'powerKw', kind: 'text', number: { decimals: 1, unit: 'kilowatts' } },
    { name: 'waterNeeded', kind: 'radios', options: yesNo },
    { name: 'extractionNeeded', kind: 'radios', options: yesNo },
  ],
  applicant: [
    { name: 'nameCyrillic', ...plainText, optional: true, autocomplete: 'name' },
    { name: 'lastNameLatin', ...plainText, autocomplete: 'family-name' },
    { name: 'firstNameLatin', ...plainText, autocomplete: 'given-name' },
    { name: 'nameChinese', kind: 'text', optional: true },
    { name: 'citizenship', group: 'passport', kind: 'country', autocomplete: 'country' },
    { name: 'passportNumber', ...plainText, autocomplete: 'off', unkept: true },
    { name: 'passportExpiry', kind: 'day' },
    { name: 'residence', group: 'contact', kind: 'textarea', longest: 500, autocomplete: 'street-address' },
    { name: 'phone', kind: 'text', signs: 'phone', autocomplete: 'tel', inputmode: 'tel' },
    { name: 'messenger', kind: 'text', optional: true },
    { name: 'preferredLanguage', kind: 'radios', options: languages },
    { name: 'byAgent', group: 'agent', kind: 'radios', options: yesNo },
    { name: 'agentName', kind: 'text', when: { field: 'byAgent', is: ['yes'] } },
  ],
  company: [
    { name: 'vehicle', kind: 'radios', options: vehicles },
    {
      name: 'companyName',
      kind: 'text',
      when: whenVehicle('russian_company', 'chinese_company', 'chinese_company_to_be_founded', 'other_country'),
      autocomplete: 'organization',
    },
    { name: 'inn', ...plainText, inputmode: 'numeric', when: whenVehicle('russian_company') },
    { name: 'ogrn', ...plainText, inputmode: 'numeric', when: whenVehicle('russian_company') },
    { name: 'uscc', ...plainText, when: whenVehicle('chinese_company') },
    { name: 'companyCountry', kind: 'country', when: whenVehicle('other_country') },
    { name: 'registrationNumber', ...plainText, when: whenVehicle('other_country') },
  ],
  plan: [
    { name: 'activity', ...longAnswer },
    { name: 'useClass', kind: 'radios', options: useClasses },
    { name: 'food', kind: 'radios', options: yesNo },
    { name: 'alcohol', kind: 'radios', options: yesNo },
    { name: 'hazard', kind: 'radios', options: yesNo },
    { name: 'products', ...longAnswer },
    { name: 'importRoute', ...longAnswer, optional: true },
    { name: 'openingHours', group: 'work', kind: 'text' },
    { name: 'foreignStaff', kind: 'text', number: { decimals: 0, unit: 'people' } },
    { name: 'localStaff', kind: 'text', number: { decimals: 0, unit: 'people' } },
    { name: 'investment', group: 'money', kind: 'text', number: { decimals: 2, unit: 'yuan' } },
    { name: 'fundingSource', kind: 'select', options: fundingSources },
    { name: 'cashPlan', kind: 'cash-plan', posts: ['revenue', 'costs'], number: { decimals: 2, unit: 'yuan' } },
    { name: 'fitOut', group: 'opening', ...longAnswer },
    { name: 'experience', ...longAnswer },
    { name: 'earliestOpening', kind: 'day' },
  ],
  declarations: [
    { name: 'relatedParties', ...longAnswer },
    { name: 'truth', kind: 'confirm' },
    { name: 'noSubletting', kind: 'confirm' },
    { name: 'transferConsent', kind: 'confirm' },
  ],
}

/** Returns the maximum length of a free-text answer in characters. Throws for a question of another kind. */
export function maxLengthOf(name: string): number {
  const longest = Object.values(fieldsOf)
    .flat()
    .find(field => field.name === name)?.longest
  if (longest === undefined) throw new Error(`${name} is not answered in own words`)
  return longest
}

/** Returns the field names that the form of a section may post. */
export const postedNames = (section: AnswerSection): readonly string[] =>
  fieldsOf[section].flatMap(field => field.posts ?? [field.name])

/** Fields that are posted once per row and therefore always stored as lists. */
export const listNames: readonly string[] = ['premises', 'revenue', 'costs']

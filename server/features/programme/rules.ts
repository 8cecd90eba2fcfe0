import { z } from 'zod'
import { isCityDay, type CityDay } from '#shared/days/city-day.ts'
import type { OtherCurrency, Rates } from '#shared/money/currencies.ts'
import type { PaperRules } from '#shared/site-settings.ts'
import { countries } from '#shared/texts/countries.ts'
import type { RentFreeDocument } from '#shared/site-settings.ts'
import type { WorkingCalendar } from '#shared/days/working-days.ts'
import { isLegible } from './brand/colours.ts'
import { isLogoName } from './brand/logo-name.ts'
import { announcedHolidays } from './holidays.ts'
import {
  isSealName,
  letterheadSettingNames,
  readLetterheadSetting,
  letterheadSettings,
  type LetterheadSetting,
} from './letterhead/rules.ts'
import { officeSettingNames, readOfficeSetting, type OfficeSetting } from './office/rules.ts'

/** Whole-number settings with their bounds, both included, and their defaults. */
export const numberSettings = {
  /** Days an applicant has to accept an offer. */
  offerDays: { min: 1, max: 90, initially: 14 },
  /** Working days an applicant has to answer an information request. */
  answerDays: { min: 1, max: 90, initially: 10 },
  /**
   * Working days that the office plans until it begins with a submitted application, and until it decides one that is ready.
   */
  intakeDays: { min: 1, max: 60, initially: 3 },
  decisionDays: { min: 1, max: 90, initially: 10 },
  /** Days for which a decision is public before it becomes an offer. 0 means no public notice. */
  publicNoticeDays: { min: 0, max: 60, initially: 0 },
  /**
   * Days in which a decision can be appealed. The default is that of the Administrative Reconsideration Law (art. 20), until
   * the city sets its own.
   */
  appealDays: { min: 1, max: 365, initially: 60 },
  /**
   * Days in which the termination of a tenancy can be appealed, by ground; 0 ends it at once. The default is that of the
   * Administrative Reconsideration Law (art. 20), until the city sets its own, except for termination by mutual consent.
   */
  appealBreachNotCuredDays: { min: 0, max: 365, initially: 60 },
  appealNotOpenedDays: { min: 0, max: 365, initially: 60 },
  appealReportsMissingDays: { min: 0, max: 365, initially: 60 },
  appealCostsUnpaidDays: { min: 0, max: 365, initially: 60 },
  appealSubletDays: { min: 0, max: 365, initially: 60 },
  appealUnlawfulUseDays: { min: 0, max: 365, initially: 60 },
  appealFalseInformationDays: { min: 0, max: 365, initially: 60 },
  appealMutualConsentDays: { min: 0, max: 365, initially: 0 },
  appealOtherDays: { min: 0, max: 365, initially: 60 },
  /** Days before and after the deadline of an obligation on which the tenant is reminded, in addition to the day itself. */
  dutyReminderBeforeDays: { min: 1, max: 60, initially: 14 },
  dutyReminderAfterDays: { min: 1, max: 60, initially: 7 },
  /** Days that an untouched draft is kept. The minimum exceeds the seven days of notice before it is deleted. */
  draftDays: { min: 14, max: 730, initially: 90 },
  /** Months that an application stays on the waiting list. The minimum exceeds the month of notice before it leaves. */
  waitingMonths: { min: 2, max: 60, initially: 12 },
  /**
   * Months for which data are kept after their end: as short as their purpose allows (Personal Information Protection Law of
   * the PRC, articles 19 and 47). Documents are kept until appeals are over and an applicant may have applied again; cases
   * for three years of comparison and audit; letters and answered messages for as long as somebody may ask; contracts,
   * handover records and reports for the three years in which claims from a tenancy can be brought (Civil Code, art. 188).
   */
  keepDocumentsMonths: { min: 3, max: 120, initially: 12 },
  keepCasesMonths: { min: 12, max: 240, initially: 36 },
  keepTenanciesMonths: { min: 12, max: 360, initially: 36 },
  keepLettersMonths: { min: 3, max: 60, initially: 12 },
  keepEnquiriesMonths: { min: 3, max: 60, initially: 24 },
  /** Months without rent, from handover. */
  rentFreeMonths: { min: 1, max: 120, initially: 36 },
  /** Months without rent that the office's document grants. While they differ from `rentFreeMonths`, it confirms nothing. */
  rentFreeDocumentMonths: { min: 1, max: 120, initially: 36 },
  /** Largest size of one file in MB. Limited by what the malware scanner reads and by the memory for two Office files. */
  paperMegabytes: { min: 1, max: 40, initially: 20 },
  /** Limits for the files of one application. */
  applicationFiles: { min: 10, max: 100, initially: 40 },
  applicationMegabytes: { min: 20, max: 1000, initially: 200 },
  /** Messages to the adviser in an hour from one e-mail address. From one network address, twice as many. */
  enquiriesHourly: { min: 1, max: 100, initially: 5 },
  /** Minutes of inactivity after which a colleague has to sign in again. */
  staffIdleMinutes: { min: 5, max: 240, initially: 30 },
} as const
export type NumberSetting = keyof typeof numberSettings
export const numberSettingNames = Object.keys(numberSettings) as NumberSetting[]

/**
 * Estimated cost of a unit's electricity and water, in fen per usable m² and month. No rate is published for the street, so
 * these are examples. Pages that use them say so and refer people to the office.
 */
export const moneySettings = {
  /** Shops, offices, services, showrooms, online trade. */
  utilitiesUsualPerSqMMonthFen: { maxFen: 100_000, initially: 600 },
  /** Kitchens and workshops. */
  utilitiesIntensivePerSqMMonthFen: { maxFen: 100_000, initially: 1_800 },
  utilitiesStoragePerSqMMonthFen: { maxFen: 100_000, initially: 200 },
} as const
export type MoneySetting = keyof typeof moneySettings
export const moneySettingNames = Object.keys(moneySettings) as MoneySetting[]

/**
 * Price of 10,000 yuan in other currencies, in their whole units. This gives one yuan four decimals. Only staff set the
 * rates, with their day. Until then no other currency is offered.
 */
export const rateSettings = {
  roublesPerTenThousandYuan: { currency: 'RUB', max: 100_000_000 },
  dollarsPerTenThousandYuan: { currency: 'USD', max: 100_000_000 },
} as const satisfies Record<string, { currency: OtherCurrency; max: number }>
export type RateSetting = keyof typeof rateSettings
export const rateSettingNames = Object.keys(rateSettings) as RateSetting[]

/** Settings that are one day; empty when it is not set. */
export const singleDaySettingNames = ['ratesDay', 'rentFreeDocumentDay'] as const
export type SingleDaySetting = (typeof singleDaySettingNames)[number]

/** Sorted lists of days, by which working days are counted. */
export const daySettingNames = ['daysOff', 'makeUpDays'] as const
export type DaySetting = (typeof daySettingNames)[number]

/**
 * Name of the site, contact of the office and name of the document that grants the rent-free months, in each language. An
 * empty name or contact means the words of the catalogue.
 */
export const textSettings = {
  siteNameRu: { max: 40, lines: 1 },
  siteNameEn: { max: 40, lines: 1 },
  siteNameZh: { max: 20, lines: 1 },
  contactRu: { max: 300, lines: 4 },
  contactEn: { max: 300, lines: 4 },
  contactZh: { max: 200, lines: 4 },
  rentFreeDocumentRu: { max: 200, lines: 1 },
  rentFreeDocumentEn: { max: 200, lines: 1 },
  rentFreeDocumentZh: { max: 200, lines: 1 },
} as const
export type TextSetting = keyof typeof textSettings
export const textSettingNames = Object.keys(textSettings) as TextSetting[]

export type ProgrammeSettings = Record<NumberSetting | MoneySetting, number> &
  Record<TextSetting | OfficeSetting | LetterheadSetting, string> &
  Record<RateSetting, number | null> &
  Record<SingleDaySetting, CityDay> &
  WorkingCalendar & {
    /** ISO 3166-1 alpha-2 codes of the citizenships that may apply, or everybody. */
    citizenships: readonly string[] | 'any'
    /** Name and address of the sender of mails. Empty means those of the installation (`MAIL_FROM`). */
    senderName: string
    senderAddress: string
    /** Address at which the office receives mail. Empty means that of the installation (`OFFICE_EMAIL`). */
    officeAddress: string
    /** Colour of buttons and links, `#rrggbb` in lower case. Empty means the default colour. */
    accent: string
    /** Name of the office's logo (`brand/logo-name.ts`). Empty means the site's mark. */
    logo: string
    /**
     * Whether the rates are invented ones of a demonstration, and marked as such. False once an administrator sets others.
     */
    inventedRates: boolean
    /** Name of the office's seal. Empty means that documents have none. */
    seal: string
    /**
     * Whether the office's data are invented ones of a demonstration, and marked as such. False once an administrator saves
     * others.
     */
    inventedOffice: boolean
    /** Which papers are demanded from a day on, in the order of the days. */
    papers: readonly PaperRules[]
  }
export type SettingName = keyof ProgrammeSettings
/** Settings of the look, which are set one by one on pages of their own. */
export type BrandSetting = 'accent' | 'logo' | 'seal'
/** Settings that are not on the page of the programme's rules. */
export type OtherPageSetting =
  | BrandSetting
  | OfficeSetting
  | LetterheadSetting
  | 'inventedOffice'
  | 'inventedRates'
  | 'papers'

/** Checks a sender's name: one line, without characters that end a name in a mail header, and without invisible ones. */
export const isSenderName = (name: string): boolean => name.length <= 60 && !/[<>"\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name)

/**
 * Checks a sender's address: ASCII only, one recipient, nothing that ends a header, at most the length that SMTP allows (RFC
 * 5321, 4.5.3.1).
 */
export const isSenderAddress = (address: string): boolean =>
  address.length <= 254 && z.email().safeParse(address).success

const fenSchema = ({ maxFen, initially }: (typeof moneySettings)[MoneySetting]) =>
  z.number().int().min(0).max(maxFen).catch(initially)

const daysSchema = (name: DaySetting) => z.array(z.string().refine(isCityDay)).catch([...announcedHolidays[name]])

const wholeNumberSchema = ({ min, max }: { min: number; max: number }) => z.number().int().min(min).max(max)

const paperRules = z.object({
  from: z.string().refine(isCityDay),
  papers: z.record(z.string(), z.object({ demanded: z.boolean(), days: z.number().int().min(1).max(730).nullable() })),
})

/** Returns the stored rules of papers that can be read, and those that cannot, which do not hold. */
export function readPaperRules(stored: unknown): { readable: PaperRules[]; unreadable: unknown[] } {
  const rules: unknown[] = Array.isArray(stored) ? stored : []
  const read = rules.map(rule => ({ rule, parsed: paperRules.safeParse(rule) }))
  return {
    readable: read.flatMap(({ parsed }) => (parsed.success ? [parsed.data] : [])),
    unreadable: read.flatMap(({ rule, parsed }) => (parsed.success ? [] : [rule])),
  }
}

/** Reads stored values. Missing or out-of-range values get their default. */
export const storedSettings = z.object({
  ...(Object.fromEntries(
    numberSettingNames.map(name => [
      name,
      wholeNumberSchema(numberSettings[name]).catch(numberSettings[name].initially),
    ]),
  ) as Record<NumberSetting, z.ZodCatch<z.ZodNumber>>),
  ...(Object.fromEntries(moneySettingNames.map(name => [name, fenSchema(moneySettings[name])])) as Record<
    MoneySetting,
    z.ZodCatch<z.ZodNumber>
  >),
  ...(Object.fromEntries(
    rateSettingNames.map(name => [name, z.number().int().min(1).max(rateSettings[name].max).nullable().catch(null)]),
  ) as Record<RateSetting, z.ZodCatch<z.ZodNullable<z.ZodNumber>>>),
  ratesDay: z.string().refine(isCityDay).catch(''),
  rentFreeDocumentDay: z.string().refine(isCityDay).catch(''),
  daysOff: daysSchema('daysOff'),
  makeUpDays: daysSchema('makeUpDays'),
  citizenships: z.union([z.literal('any'), z.array(z.enum(countries)).min(1)]).catch('any'),
  senderName: z.string().refine(isSenderName).catch(''),
  senderAddress: z.string().refine(isSenderAddress).catch(''),
  officeAddress: z.string().refine(isSenderAddress).catch(''),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .refine(isLegible)
    .catch(''),
  logo: z.string().refine(isLogoName).catch(''),
  seal: z.string().refine(isSealName).catch(''),
  ...(Object.fromEntries(
    letterheadSettingNames.map(name => [
      name,
      z
        .string()
        .refine(value => readLetterheadSetting(name, value) === value)
        .catch(letterheadSettings[name].initially),
    ]),
  ) as Record<LetterheadSetting, z.ZodCatch<z.ZodString>>),
  ...(Object.fromEntries(
    textSettingNames.map(name => [name, z.string().max(textSettings[name].max).catch('')]),
  ) as Record<TextSetting, z.ZodCatch<z.ZodString>>),
  ...(Object.fromEntries(
    officeSettingNames.map(name => [
      name,
      z
        .string()
        .refine(value => readOfficeSetting(name, value) === value)
        .catch(''),
    ]),
  ) as Record<OfficeSetting, z.ZodCatch<z.ZodString>>),
  inventedOffice: z.boolean().catch(false),
  inventedRates: z.boolean().catch(false),
  papers: z
    .array(z.unknown())
    .catch([])
    .transform(rules => readPaperRules(rules).readable),
})

/** Returns the rates as pages show them; null until one is set with its day. */
export function ratesOf(settings: Pick<ProgrammeSettings, RateSetting | 'ratesDay' | 'inventedRates'>): Rates | null {
  const { roublesPerTenThousandYuan: RUB, dollarsPerTenThousandYuan: USD, ratesDay: day, inventedRates } = settings
  return day && (RUB ?? USD) !== null ? { RUB, USD, day, invented: inventedRates } : null
}

/** Names of the document of the office that grants the rent-free months, by language. */
export const rentFreeDocumentNames = ['rentFreeDocumentRu', 'rentFreeDocumentEn', 'rentFreeDocumentZh'] as const

/** Returns the document that confirms the rent-free months; null while none is set that grants as many months. */
export function rentFreeDocumentOf(settings: ProgrammeSettings): RentFreeDocument | null {
  const { rentFreeDocumentRu: ru, rentFreeDocumentEn: en, rentFreeDocumentZh: zh, rentFreeDocumentDay: day } = settings
  const grantsAsMuch = settings.rentFreeDocumentMonths === settings.rentFreeMonths
  return day && (ru || en || zh) && grantsAsMuch ? { name: { ru, en, zh }, day } : null
}

/** Invented rates for the demonstration, close to the real ones of its time, dated on the day of its creation. */
export const inventedRates = (today: CityDay) => ({
  roublesPerTenThousandYuan: 112_000,
  dollarsPerTenThousandYuan: 1_412,
  ratesDay: today,
  inventedRates: true,
})

/** Returns the values that differ, each as JSON text, in the order of the page. */
export function changesBetween(before: ProgrammeSettings, after: ProgrammeSettings) {
  const names: SettingName[] = [
    ...numberSettingNames,
    ...moneySettingNames,
    ...rateSettingNames,
    ...singleDaySettingNames,
    'inventedRates',
    ...daySettingNames,
    'citizenships',
    'senderName',
    'senderAddress',
    'officeAddress',
    ...textSettingNames,
    ...officeSettingNames,
    ...letterheadSettingNames,
    'inventedOffice',
    'papers',
    'accent',
    'logo',
    'seal',
  ]
  return names
    .map(name => ({ name, from: JSON.stringify(before[name]), to: JSON.stringify(after[name]) }))
    .filter(({ from, to }) => from !== to)
}

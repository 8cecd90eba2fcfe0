import { z } from 'zod'
import { isCityDay } from '#shared/days/city-day.ts'
import { countries } from '#shared/texts/countries.ts'
import { isWeekend } from '#shared/days/working-days.ts'
import { readDay } from '#shared/days/parse-day.ts'
import { text } from '#web/forms/forms.ts'
import { readingLanguage, typedNumber, typedYuan } from '#web/forms/typed-fields.ts'
import {
  isSenderAddress,
  isSenderName,
  moneySettingNames,
  moneySettings,
  numberSettingNames,
  numberSettings,
  textSettingNames,
  textSettings,
  type BrandSetting,
  type MoneySetting,
  type NumberSetting,
  type ProgrammeSettings,
  type TextSetting,
} from '../rules.ts'

/** A whole number as typed, within its bounds; the field's hint names them. */
const wholeNumber = ({ min, max }: { min: number; max: number }) => typedNumber({ min, max })

const numbers = Object.fromEntries(numberSettingNames.map(name => [name, wholeNumber(numberSettings[name])])) as Record<
  NumberSetting,
  ReturnType<typeof wholeNumber>
>

/** Yuan as typed, kept in fen. */
const yuan = ({ maxFen }: { maxFen: number }) => typedYuan({ maxYuan: maxFen / 100, wrong: 'programme.yuan.wrong' })

const amounts = Object.fromEntries(moneySettingNames.map(name => [name, yuan(moneySettings[name])])) as Record<
  MoneySetting,
  ReturnType<typeof yuan>
>

/** One day a line; empty lines, repetitions and the order do not matter. */
const dayLines = text(20_000)
  .transform(typed => typed.split('\n').filter(line => line.trim() !== ''))
  .transform(lines => [...new Set(lines.map(line => readDay(line, readingLanguage()) ?? line.trim()))].sort())
  // About the field, not about one of its lines.
  .refine(days => days.every(isCityDay), 'programme.days.wrong')

/** Plain words: what means something in a page, a mail header or a sentence with gaps has no place in them. */
const houseWords = ({ max, lines }: { max: number; lines: number }) =>
  text(max)
    .refine(typed => !/[<>{}"#]/.test(typed), 'programme.words.wrong')
    .refine(typed => typed.split('\n').length <= lines, 'programme.words.lines')

const words = Object.fromEntries(textSettingNames.map(name => [name, houseWords(textSettings[name])])) as Record<
  TextSetting,
  ReturnType<typeof houseWords>
>

/** Ticked boxes of one name: none, one or several. */
const ticked = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform(value => (value === undefined ? [] : [value].flat()))
  .pipe(z.array(z.enum(countries)))

/** `seen` marks what the form was made with. */
type Posted = { settings: Omit<ProgrammeSettings, BrandSetting>; revision: number; seen: string }

export const settingsForm = z
  .object({
    ...numbers,
    ...amounts,
    ...words,
    daysOff: dayLines,
    makeUpDays: dayLines,
    whoMayApply: z.enum(['any', 'listed'], { error: 'form.choose' }),
    citizenships: ticked,
    senderName: text(60).refine(isSenderName, 'programme.sender-name.wrong'),
    senderAddress: text(254).refine(typed => typed === '' || isSenderAddress(typed), 'programme.sender-address.wrong'),
    officeAddress: text(254).refine(typed => typed === '' || isSenderAddress(typed), 'programme.sender-address.wrong'),
    /** What the form was made from. */
    revision: z.coerce.number().int().min(0),
    seen: z.string().max(10_000).catch(''),
  })
  .superRefine(({ whoMayApply, citizenships, daysOff, makeUpDays, paperMegabytes, applicationMegabytes }, context) => {
    if (applicationMegabytes < paperMegabytes)
      context.addIssue({ code: 'custom', path: ['applicationMegabytes'], message: 'programme.megabytes.too-few' })
    if (whoMayApply === 'listed' && citizenships.length === 0)
      context.addIssue({ code: 'custom', path: ['citizenships'], message: 'programme.citizenships.none' })
    if (makeUpDays.some(day => !isWeekend(day)))
      context.addIssue({ code: 'custom', path: ['makeUpDays'], message: 'programme.makeUpDays.weekday' })
    if (makeUpDays.some(day => daysOff.includes(day)))
      context.addIssue({ code: 'custom', path: ['makeUpDays'], message: 'programme.makeUpDays.off' })
  })
  .transform(({ whoMayApply, citizenships, revision, seen, ...rest }): Posted => ({
    settings: { ...rest, citizenships: whoMayApply === 'any' ? 'any' : citizenships },
    ...{ revision, seen },
  }))

/** Which change is taken back: the instant of it, and what the page was made from. */
export const takeBackForm = z.object({ at: z.iso.datetime(), revision: z.coerce.number().int().min(0) })

import { Router, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Config } from '#server/config.ts'
import type { Clock } from '#outside/clock.ts'
import type { Services } from '#server/services.ts'
import { invalid } from '#shared/errors.ts'
import { editorAt, staff } from '#web/access/access.ts'
import { captureAuditReason } from '#web/forms/reason-field.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, searchText, text } from '#web/forms/forms.ts'
import { no } from '#shared/verdict.ts'
import { withTakenValues, mergedValues } from '#web/forms/edit-merge.ts'
import { cityDayOf, isCityDay, type CityDay } from '#shared/days/city-day.ts'
import { countries } from '#shared/texts/countries.ts'
import { isWeekend } from '#shared/days/working-days.ts'
import { readDay } from '#shared/days/parse-day.ts'
import {
  optionalDayField,
  optionalField,
  inputLanguage,
  numberField,
  yuanAmountField,
} from '#web/forms/form-schemas.ts'
import type { SettingsRecord } from '../service.ts'
import {
  isSenderAddress,
  isSenderName,
  moneySettingNames,
  moneySettings,
  numberSettingNames,
  numberSettings,
  rateSettingNames,
  rateSettings,
  rentFreeDocumentNames,
  singleDaySettingNames,
  textSettingNames,
  textSettings,
  type OtherPageSetting,
  type MoneySetting,
  type NumberSetting,
  type ProgrammeSettings,
  type RateSetting,
  type SingleDaySetting,
  type TextSetting,
} from '../rules.ts'
import { clashOf, mergeSettings, type SettingsEdit } from './clash.ts'
import { renderSettings, settingsPage } from './page.ts'
import { toPostedSettings } from './form-values.ts'

/** Reads a whole number within its bounds, which the field's hint names. */
const wholeNumber = ({ min, max }: { min: number; max: number }) => numberField({ min, max })

const numbers = Object.fromEntries(numberSettingNames.map(name => [name, wholeNumber(numberSettings[name])])) as Record<
  NumberSetting,
  ReturnType<typeof wholeNumber>
>

/** Reads yuan; the value is in fen. */
const yuanField = ({ maxFen }: { maxFen: number }) =>
  yuanAmountField({ maxYuan: maxFen / 100, wrong: 'programme.yuan.wrong' })

const amounts = Object.fromEntries(moneySettingNames.map(name => [name, yuanField(moneySettings[name])])) as Record<
  MoneySetting,
  ReturnType<typeof yuanField>
>

/** Reads the price of one yuan; the value is that of ten thousand. */
const rateField = ({ max }: { max: number }) =>
  optionalField(
    numberField({ decimals: 4, min: 0.0001, max: max / 10_000, wrong: 'programme.rate.wrong' }).transform(one =>
      Math.round(one * 10_000),
    ),
  )

const rates = Object.fromEntries(rateSettingNames.map(name => [name, rateField(rateSettings[name])])) as Record<
  RateSetting,
  ReturnType<typeof rateField>
>

const singleDay = optionalDayField.transform(day => day ?? '')
const singleDays = Object.fromEntries(singleDaySettingNames.map(name => [name, singleDay])) as Record<
  SingleDaySetting,
  typeof singleDay
>

/** Reads one day a line. Empty lines, repetitions and the order do not matter. */
const dayLines = text(20_000)
  .transform(input => input.split('\n').filter(line => line.trim() !== ''))
  .transform(lines => [...new Set(lines.map(line => readDay(line, inputLanguage()) ?? line.trim()))].sort())
  // The error is about the whole field, not one of its lines.
  .refine(days => days.every(isCityDay), 'programme.days.wrong')

/** Refuses characters with a meaning in HTML, mail headers or sentences with gaps. */
const siteTextField = ({ max, lines }: { max: number; lines: number }) =>
  text(max)
    .refine(input => !/[<>{}"#]/.test(input), 'programme.words.wrong')
    .refine(input => input.split('\n').length <= lines, 'programme.words.lines')

const siteTexts = Object.fromEntries(textSettingNames.map(name => [name, siteTextField(textSettings[name])])) as Record<
  TextSetting,
  ReturnType<typeof siteTextField>
>

/** Reads checkboxes of one name: none, one or several. */
const ticked = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform(value => (value === undefined ? [] : [value].flat()))
  .pipe(z.array(z.enum(countries)))

/** `seen`: values with which the form was made. */
type Posted = { settings: Omit<ProgrammeSettings, OtherPageSetting>; revision: number; seen: string }

/** Form of the settings. `today` is the day in Suifenhe; a rate must not have a later day. */
const settingsForm = (today: CityDay) =>
  z
    .object({
      ...numbers,
      ...amounts,
      ...rates,
      ...singleDays,
      ...siteTexts,
      daysOff: dayLines,
      makeUpDays: dayLines,
      whoMayApply: z.enum(['any', 'listed'], { error: 'form.choose' }),
      citizenships: ticked,
      senderName: text(60).refine(isSenderName, 'programme.sender-name.wrong'),
      senderAddress: text(254).refine(
        input => input === '' || isSenderAddress(input),
        'programme.sender-address.wrong',
      ),
      officeAddress: text(254).refine(
        input => input === '' || isSenderAddress(input),
        'programme.sender-address.wrong',
      ),
      /** Revision from which the form was made. */
      revision: z.coerce.number().int().min(0),
      seen: z.string().max(10_000).catch(''),
    })
    .superRefine((values, context) => {
      const { whoMayApply, citizenships, daysOff, makeUpDays, paperMegabytes, applicationMegabytes } = values
      const dayed = {
        ratesDay: rateSettingNames.some(name => values[name] !== null),
        rentFreeDocumentDay: rentFreeDocumentNames.some(name => values[name] !== ''),
      }
      for (const [name, isSet] of Object.entries(dayed) as [keyof typeof dayed, boolean][]) {
        const wrong = wrongDay({ isSet, day: values[name], today })
        if (wrong) context.addIssue({ code: 'custom', path: [name], message: `programme.${name}.${wrong}` })
      }
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
      revision,
      seen,
    }))

/** Returns what is wrong with the day of something that is set or not; null when nothing is. */
function wrongDay({ isSet, day, today }: { isSet: boolean; day: string; today: CityDay }) {
  if (isSet !== (day !== '')) return isSet ? 'missing' : 'alone'
  return day > today ? 'future' : null
}

const settingsSearch = z.object({
  q: searchText.catch('').default(''),
  changed: z
    .literal('yes')
    .optional()
    .catch(undefined)
    .transform(value => value === 'yes'),
})

/** Form that undoes a change: its instant, and the revision from which the page was made. */
const takeBackForm = z.object({ at: z.iso.datetime(), revision: z.coerce.number().int().min(0) })

type Parts = { config: Config; clock: Clock }

/** Routes by which administrators set the rules of the programme. */
export function programmeSettingsRoutes({ programme }: Pick<Services, 'programme'>, { config, clock }: Parts): Router {
  const router = Router({ caseSensitive: true })
  const today = () => cityDayOf(clock.now())
  const toSettingsView = (record: SettingsRecord) => ({
    ...record,
    mailFrom: config.mail.from,
    office: config.mail.office,
    today: today(),
  })

  router.get('/staff/settings', staff('administrator'), async (req, res) => {
    const search = settingsSearch.parse(req.query)
    renderSettings(res, settingsPage(res.locals, toSettingsView(await programme.current()), { search }))
  })

  router.post('/staff/settings', staff('administrator'), captureAuditReason, async (req, res) => {
    const record = await programme.current()
    const now = toPostedSettings(record.settings, res.locals.locale)
    // Settings missing from the form, because it shows a part or is of an earlier release, stay as they are.
    const sent = (req.body ?? {}) as Record<string, unknown>
    const posted = withTakenValues({ ...missingFields(now, sent), ...sent }, now)
    const form = readForm(settingsForm(today()), posted)
    if (!form.ok) {
      renderSettings(res, settingsPage(res.locals, toSettingsView(record), { form }), 422)
      return
    }
    const { revision, seen } = form.value
    // Settings with a page of their own stay as they are.
    const settings = { ...record.settings, ...form.value.settings }
    if (isRateChanged(record.settings, settings)) settings.inventedRates = false
    const merge = revision === record.revision ? null : mergeSettings(res.locals, record, { settings, revision, seen })
    const met = merge !== null && merge.theirs.length + merge.clashing.length > 0
    const by = editorAt(res)
    const verdict = met ? no('stale') : await programme.save(settings, { revision: record.revision, by })
    if (!verdict.ok) {
      await showClash(res, posted, { settings, revision, seen })
      return
    }
    req.log.info({ account: by.id }, 'programme settings saved')
    flashNotice(res, 'programme.saved')
    res.redirect(303, pathTo(res.locals.locale, '/staff/settings'))
  })

  /** Shows both values side by side. Keeps what was typed, except in fields that only the other person has changed. */
  async function showClash(res: Response, posted: Record<string, unknown>, edit: SettingsEdit): Promise<void> {
    const record = await programme.current()
    const { locals } = res
    const { typed } = formFailure(posted, {})
    const merged = mergedValues(
      typed,
      mergeSettings(locals, record, edit),
      toPostedSettings(record.settings, locals.locale),
    )
    const form = { ok: false as const, errors: {}, typed: merged }
    renderSettings(
      res,
      settingsPage(locals, toSettingsView(record), { form, clash: clashOf(locals, record, edit) }),
      409,
    )
  }

  router.post('/staff/settings/take-back', staff('administrator'), async (req, res) => {
    const form = readForm(takeBackForm, req.body)
    if (!form.ok) throw invalid('error.bad-request')
    const verdict = await programme.takeBack(form.value.at, { revision: form.value.revision, by: editorAt(res) })
    if (!verdict.ok) {
      renderSettings(res, settingsPage(res.locals, toSettingsView(await programme.current()), { stale: true }), 409)
      return
    }
    flashNotice(res, 'programme.saved')
    res.redirect(303, pathTo(res.locals.locale, '/staff/settings'))
  })

  return router
}

const isRateChanged = (before: ProgrammeSettings, after: ProgrammeSettings): boolean =>
  [...rateSettingNames, 'ratesDay' as const].some(name => before[name] !== after[name])

/**
 * Returns the fields that a form of an earlier release or of a search lacks. When `whoMayApply` was sent, missing
 * citizenships mean that no box is ticked.
 */
const missingFields = (posted: ReturnType<typeof toPostedSettings>, sent: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(posted).filter(([name]) => name !== 'citizenships' || !('whoMayApply' in sent)))

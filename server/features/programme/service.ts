import { SettingsModel, type SettingsChange } from '#models/programme/settings.ts'
import { recordAudit, doneBefore } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import type { Log } from '#outside/log.ts'
import type { PublicContent } from '#outside/public-content.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { AppError, notFound } from '#shared/errors.ts'
import { cacheByStamp } from '#shared/stamped-memory.ts'
import { useSiteSettings, defaultColour, megabytes, type SiteSettings } from '#shared/site-settings.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import type { Wording } from '#shared/texts/i18n.ts'
import {
  changesBetween,
  inventedRates,
  ratesOf,
  readPaperRules,
  rentFreeDocumentOf,
  storedSettings,
  type BrandSetting,
  type ProgrammeSettings,
} from './rules.ts'
import { logoOf } from './brand/logo-name.ts'
import { accentAddress } from './brand/stylesheet.ts'
import { findConfusedPatterns } from './letterhead/numbers.ts'
import { inventedOffice, officeOf } from './office/rules.ts'

const _id = 'programme'

/** The settings with what a form needs: the revision that it starts from and the history, newest first. */
export type SettingsRecord = { settings: ProgrammeSettings; revision: number; history: SettingsChange[] }
type Saving = {
  /** Revision from which the change was made. */ revision: number
  by: { id: string; name: string }
}

type BrandChange<Name extends BrandSetting> = {
  name: Name
  value: ProgrammeSettings[Name]
  /** Value from which the change was made. */ seen: string
  by: Saving['by']
}

/** Builds the service for settings that the city can change without a programmer. */
export function programmeService({ clock, content, log }: { clock: Clock; content: PublicContent; log: Log }) {
  /** Reloads the settings of the whole process when they have changed. Cheap when they have not. */
  const refresh = cacheByStamp(content.mark, async () => {
    const { settings: now, stored } = await read()
    const { unreadable } = readPaperRules(stored.papers)
    if (unreadable.length > 0) log.warn({ rules: unreadable }, 'rules of documents cannot be read and do not hold')
    useSiteSettings(siteSettingsOf(now))
  })

  /** Returns the office's names for the site, which replace the catalogue's. */
  const brand = async () => siteNameWordings((await current()).settings)

  /** Returns the settings, at most a second old. */
  const settings = cacheByStamp<ProgrammeSettings>(content.stamp, async () => (await current()).settings)

  /** Returns the sender of mails. Empty values mean those of the installation. */
  async function sender(): Promise<{ name: string; address: string }> {
    const { senderName: name, senderAddress: address } = await settings()
    return { name, address }
  }

  /** Returns the address at which the office receives mail. Empty means that of the installation. */
  const officeAddress = async () => (await settings()).officeAddress

  async function current(): Promise<SettingsRecord> {
    const { stored: _, ...record } = await read()
    return record
  }

  /** Returns the record with its values as they are stored. */
  async function read(): Promise<SettingsRecord & { stored: Record<string, unknown> }> {
    const found = await SettingsModel.findOne({ _id }).lean()
    const stored = found?.values ?? {}
    return {
      settings: storedSettings.parse(stored),
      revision: found?.revision ?? 0,
      history: [...(found?.history ?? [])].reverse(),
      stored,
    }
  }

  /**
   * Replaces the settings. Refuses when somebody else did so since `revision`. Saving equal values changes nothing. What is
   * unknown here, or not changed, stays as it is stored: a newer version may have written it.
   */
  async function save(values: ProgrammeSettings, { revision, by }: Saving): Promise<Verdict<'stale'>> {
    const before = await read()
    if (before.revision !== revision) return no('stale')
    const changed = changesBetween(before.settings, values)
    if (changed.length === 0) return doneBefore(yes)
    const changes = Object.fromEntries(changed.map(({ name }) => [name, values[name]]))
    try {
      const written = await SettingsModel.updateOne(
        { _id, revision },
        {
          $set: { values: { ...values, ...before.stored, ...changes } },
          $inc: { revision: 1 },
          $push: { history: { $each: [{ at: clock.now(), by, values: changed }], $slice: -200 } },
        },
        // Only the first change creates the document. Of two concurrent ones, the second fails on the same `_id`.
        { upsert: revision === 0 },
      )
      if (written.modifiedCount + written.upsertedCount !== 1) return no('stale')
      recordSettingsAudit(changed)
      return yes
    } catch (error) {
      if (isDuplicateKey(error)) return no('stale')
      throw error
    } finally {
      await content.changed()
    }
  }

  /**
   * Sets one value of the look. Refuses when somebody else has changed it since it was `seen`. Other settings changed
   * meanwhile stay.
   */
  async function setBrand<Name extends BrandSetting>(change: BrandChange<Name>): Promise<Verdict<'stale'>> {
    const { name, value, seen, by } = change
    const { settings: now, revision } = await current()
    if (now[name] !== seen) return no('stale')
    const verdict = await save({ ...now, [name]: value }, { revision, by })
    return verdict.ok ? verdict : setBrand(change)
  }

  /** Returns the current picture, and each that the history can restore. */
  async function picturesInUse(which: 'logo' | 'seal'): Promise<Set<string>> {
    const { settings: now, history } = await current()
    const past = history.flatMap(({ values }) => values.filter(({ name }) => name === which))
    const pastPictures = past.flatMap(({ from, to }) => [from, to]).map(json => String(JSON.parse(json)))
    return new Set([now[which], ...pastPictures].filter(Boolean))
  }

  /**
   * Restores the values from before a change, as a new change. Throws `conflict` when documents could then get numbers of
   * others, or when other rules of documents would hold for a day that has come.
   */
  async function takeBack(at: string, saving: Saving): Promise<Verdict<'stale'>> {
    const { settings: now, history } = await current()
    const change = history.find(entry => entry.at.toISOString() === at)
    if (!change) throw notFound()
    const before = Object.fromEntries(change.values.map(({ name, from }) => [name, JSON.parse(from) as unknown]))
    const restored = storedSettings.parse({ ...now, ...before })
    const confused = 'letterNumber' in before || 'contractNumber' in before ? await findConfusedPatterns(restored) : []
    if (confused.length > 0) throw new AppError('conflict', 'letterhead.pattern.same')
    const today = cityDayOf(clock.now())
    const inForce = ({ papers }: ProgrammeSettings) => JSON.stringify(papers.filter(({ from }) => from <= today))
    if (inForce(restored) !== inForce(now)) throw new AppError('conflict', 'programme.papers.in-force')
    return save(restored, saving)
  }

  /** Sets an invented office and rates for a demonstration, when nothing has been set yet. */
  async function seedDemonstration(): Promise<void> {
    const first = { revision: 0, values: { ...inventedOffice, ...inventedRates(cityDayOf(clock.now())) }, history: [] }
    const { upsertedCount } = await SettingsModel.updateOne({ _id }, { $setOnInsert: first }, { upsert: true })
    if (upsertedCount > 0) await content.changed()
  }

  const demonstration = { seed: seedDemonstration }
  return {
    settings,
    sender,
    officeAddress,
    current,
    save,
    setBrand,
    picturesInUse,
    takeBack,
    refresh,
    brand,
    demonstration,
  }
}

const recordSettingsAudit = (changed: ReturnType<typeof changesBetween>): void =>
  recordAudit({
    action: 'settings.changed',
    subject: { kind: 'settings', id: 'programme' },
    changes: changed.map(({ name, from, to }) => ({
      field: name,
      before: JSON.parse(from) as unknown,
      after: JSON.parse(to) as unknown,
    })),
  })

export type ProgrammeService = ReturnType<typeof programmeService>

/** Returns the settings that concern the whole site. */
const siteSettingsOf = (settings: ProgrammeSettings): SiteSettings => ({
  fileBytes: megabytes(settings.paperMegabytes),
  applicationFiles: settings.applicationFiles,
  applicationBytes: megabytes(settings.applicationMegabytes),
  enquiriesHourly: settings.enquiriesHourly,
  staffIdleMs: settings.staffIdleMinutes * 60_000,
  contact: { ru: settings.contactRu, en: settings.contactEn, zh: settings.contactZh },
  accent: accentOf(settings),
  logo: logoOf(settings.logo),
  office: officeOf(settings),
  rates: ratesOf(settings),
  papers: settings.papers,
  rentFreeDocument: rentFreeDocumentOf(settings),
})

const accentOf = ({ accent }: ProgrammeSettings): SiteSettings['accent'] =>
  accent ? { colour: accent, style: accentAddress(accent) } : { colour: defaultColour, style: null }

/** Returns the site's name in each language that has its own. */
const siteNameWordings = ({ siteNameRu, siteNameEn, siteNameZh }: ProgrammeSettings): Wording[] =>
  (
    [
      ['ru', siteNameRu],
      ['en', siteNameEn],
      ['zh', siteNameZh],
    ] as const
  ).flatMap(([locale, text]) => (text ? [{ locale, key: 'site.name', text }] : []))

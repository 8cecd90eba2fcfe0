import { createHash } from 'node:crypto'
import { mongo, trusted } from 'mongoose'
import { GuideModel, type GuideEdition, type GuideFile, type GuideSlug } from '#models/guides/guide.ts'
import type { Clock } from '#outside/clock.ts'
import { makePdf } from '#outside/pdf.ts'
import type { PublicContent } from '#outside/public-content.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { dot } from '#shared/texts/facts.ts'
import { locales, translatorFor, type Locale } from '#shared/texts/i18n.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { cacheByStamp } from '#shared/stamped-memory.ts'
import type { IncentivesService } from '../incentives/service.ts'
import type { ProgrammeService } from '../programme/service.ts'
import { createGuideBlocks, frontMatter, type GuideContent } from './doing-business.ts'

/** Number of editions offered; older ones are not. */
const maxEditions = 24
const slug: GuideSlug = 'doing-business'

/** An edition without its files. Sizes in bytes. */
export type ListedEdition = { edition: CityDay; sizes: Record<Locale, number> }

type Deps = {
  clock: Clock
  content: PublicContent
  incentives: Pick<IncentivesService, 'list' | 'zones'>
  programme: Pick<ProgrammeService, 'settings'>
  publicUrl: string
}

export function guidesService({ clock, content, incentives, programme, publicUrl }: Deps) {
  /** Stamp of the content last seen, so that an unchanged guide is not built again. */
  let publishedState = ''
  const today = () => cityDayOf(clock.now())

  /** Newest first. */
  const editions = cacheByStamp<ListedEdition[]>(content.stamp, async () => {
    const withoutBytes = { 'files.ru.bytes': 0, 'files.en.bytes': 0, 'files.zh.bytes': 0 } as const
    const found = await GuideModel.find({ slug }, withoutBytes).sort({ edition: -1 }).limit(maxEditions).lean()
    return found.map(({ edition, files }) => ({
      edition,
      sizes: { ru: files.ru.size, en: files.en.size, zh: files.zh.size },
    }))
  })

  /** Returns the PDF of an edition; null when there is none. */
  async function open(edition: CityDay, locale: Locale): Promise<Buffer | null> {
    const found = await GuideModel.findOne({ slug, edition }, { [`files.${locale}`]: 1 }).lean<GuideEdition>()
    return found && Buffer.from(found.files[locale].bytes.value())
  }

  /**
   * Makes today's edition when its content differs from the newest one. Safe to run at any time and in several processes.
   * `signal` stops it after the file of a language, and nothing is stored. Returns whether one was made.
   */
  async function publish(signal?: AbortSignal): Promise<boolean> {
    const edition = today()
    const state = `${await content.mark()} ${edition}`
    if (state === publishedState) return false
    const material = await currentContent()
    // A new installation without content has no guide.
    if (material.incentives.length === 0) return false
    const bodies = locales.map(
      locale => [locale, createGuideBlocks({ t: translatorFor(locale), locale }, material)] as const,
    )
    const contentHash = createHash('sha256').update(JSON.stringify(bodies)).digest('hex')
    const newest = await GuideModel.findOne({ slug }, { contentHash: 1 }).sort({ edition: -1 }).lean()
    const isNew = newest?.contentHash !== contentHash
    if (isNew) {
      const files = await makeFiles(edition, material, signal)
      if (!files) return false
      await store(edition, contentHash, files)
    }
    publishedState = `${await content.mark()} ${edition}`
    return isNew
  }

  async function currentContent(): Promise<GuideContent> {
    const [list, zones, settings] = await Promise.all([
      incentives.list(),
      incentives.zones.list(),
      programme.settings(),
    ])
    return { today: today(), incentives: list, zones, settings, publicUrl }
  }

  /** Each file takes a second of processor time. Returns null when `signal` came before all were made. */
  async function makeFiles(
    edition: CityDay,
    material: GuideContent,
    signal?: AbortSignal,
  ): Promise<Record<Locale, GuideFile> | null> {
    const files: Partial<Record<Locale, GuideFile>> = {}
    for (const locale of locales) {
      if (signal?.aborted) return null
      files[locale] = await makeFile(locale, edition, material)
    }
    return files as Record<Locale, GuideFile>
  }

  async function store(edition: CityDay, contentHash: string, files: Record<Locale, GuideFile>): Promise<void> {
    await GuideModel.updateOne({ slug, edition }, { $set: { contentHash, files } }, { upsert: true })
    const newestEditions = await GuideModel.find({ slug }, { edition: 1 })
      .sort({ edition: -1 })
      .limit(maxEditions)
      .lean()
    const oldest = newestEditions.at(-1)?.edition ?? edition
    await GuideModel.deleteMany({ slug, edition: trusted({ $lt: oldest }) })
    await content.changed()
  }

  async function makeFile(locale: Locale, edition: CityDay, material: GuideContent): Promise<GuideFile> {
    const texts = { t: translatorFor(locale), locale }
    const bytes = await makePdf({
      title: texts.t('guides.doing-business'),
      language: locale,
      author: texts.t('site.name'),
      createdAt: new Date(`${edition}T00:00:00+08:00`),
      footer: `${texts.t('guides.doing-business')}${dot}${formatCityDay(locale, edition)}${dot}${publicUrl}`,
      blocks: [...frontMatter(texts, edition), ...createGuideBlocks(texts, material)],
    })
    return { bytes: new mongo.Binary(bytes), size: bytes.length }
  }

  return { editions, open, publish, today }
}

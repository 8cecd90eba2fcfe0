import type { Conditions, Incentive } from '#models/incentives/incentive.ts'
import type { Audience, IncentiveCategory } from '#models/incentives/content-vocabulary.ts'
import type { Zone } from '#models/premises/parts/premises-vocabulary.ts'
import type { FactTopic, ZonePage } from '#models/incentives/zone.ts'
import type { CityDay } from '#shared/days/city-day.ts'

/** A text in all three languages. Starting content never omits one. */
export type Texts = { ru: string; en: string; zh: string }
export type Source = { name: Texts; date: string; url?: string }

export type StartingIncentive = {
  slug: string
  category: IncentiveCategory
  zones: readonly Zone[]
  national?: boolean
  audiences: readonly Audience[]
  conditions?: Partial<Conditions>
  confirmEachCase?: boolean
  title: Texts
  summary: Texts
  body: Texts
  eligibility: Texts
  note?: Texts
  source: Source
  checkedAt: CityDay
  confirmed: boolean
} & Partial<Pick<Incentive, 'validFrom' | 'expiresOn'>>

export type StartingFact = {
  key: string
  topic: FactTopic
  figure?: Texts
  text: Texts
  source: Source
  /** Defaults to true. */
  confirmed?: boolean
  note?: Texts
}

export type StartingZone = { slug: ZonePage; name: Texts; summary: Texts; facts: readonly StartingFact[] }

import type { Fact } from '#models/incentives/zone.ts'
import type { Incentive } from '#models/incentives/incentive.ts'
import type { LocalisedText } from '#models/parts/localised-text.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { siteSettings } from '#shared/site-settings.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { startingIncentives, startingZones } from './starting-content/index.ts'

/** Incentive behind the promise of rent-free months. */
export const rentFreeSlug = 'rent-free-three-years'
/** Key of the fact that says the same on the page of its zone. */
const rentFreeFact = 'street-rent-free'

const startingNotes = [
  startingIncentives.find(({ slug }) => slug === rentFreeSlug)?.note,
  startingZones.flatMap(({ facts }) => facts).find(({ key }) => key === rentFreeFact)?.note,
]

/** Checks whether a note is the one of the beginning, which a document makes untrue. Staff's own notes stay. */
const isStartingNote = (note: LocalisedText): boolean =>
  startingNotes.some(starting => starting?.ru === note.ru && starting?.en === note.en && starting?.zh === note.zh)

const noteAfter = (note: LocalisedText): LocalisedText => (isStartingNote(note) ? {} : note)

/** Returns the incentive as readers see it: with the office's document as its source, once there is one. */
export function withRentFreeDocument<Shown extends Pick<Incentive, 'slug' | 'note' | 'source' | 'confirmed'>>(
  incentive: Shown,
): Shown {
  const document = siteSettings().rentFreeDocument
  if (!document || incentive.slug !== rentFreeSlug) return incentive
  const { name, day } = document
  return { ...incentive, note: noteAfter(incentive.note), source: { name, date: day, url: '' }, confirmed: true }
}

/** Returns the note for lists. Why the rent-free months are not confirmed is told on the page of the incentive alone. */
export const noteInLists = ({ slug, note }: Pick<Incentive, 'slug' | 'note'>): LocalisedText =>
  slug === rentFreeSlug ? noteAfter(note) : note

/** Returns the facts of a zone as readers see them. */
export const withRentFreeFact = (facts: Fact[]): Fact[] =>
  facts.map(fact => {
    if (fact.key !== rentFreeFact) return fact
    const confirmed = fact.confirmed || siteSettings().rentFreeDocument !== null
    return { ...fact, note: noteAfter(fact.note), confirmed }
  })

/** Returns the sentence about the rent-free months: by which document they are confirmed, or that they have to be. */
export function rentFreeSentence({ t, locale }: Reader): string {
  const document = siteSettings().rentFreeDocument
  if (!document) return t('incentives.rent-free.confirm')
  const { text: name } = readText(document.name, locale)
  return t('incentives.rent-free.confirmed', { name, day: formatCityDay(locale, document.day) })
}

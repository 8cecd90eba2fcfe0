import type { Response } from 'express'
import { dot } from '#shared/texts/facts.ts'
import type { MessageKey, Translate } from '#shared/texts/i18n.ts'
import { flashCaution } from '#web/forms/flash.ts'
import { type BuildingDoubt, hasPlaceChanged, placeDoubts, type PlaceDoubt } from '#features/street/placing.ts'
import type { BuildingsService } from '../buildings-service.ts'

type PlacedUnit = Parameters<typeof placeDoubts>[0]
type Doubt = PlaceDoubt | BuildingDoubt
type Sentence = { key: MessageKey; gaps: Record<string, string | number> }

/** Returns the doubts about the place of a unit. A place unchanged since `before` is not asked about. */
export async function findDoubts(
  buildings: Pick<BuildingsService, 'around'>,
  after: PlacedUnit & { buildingCode: string },
  before?: PlacedUnit,
): Promise<PlaceDoubt[]> {
  if (before && !hasPlaceChanged(before, after)) return []
  const { house, units } = await buildings.around(after.buildingCode)
  return placeDoubts(after, house, units)
}

/** Maximum number of codes named in a sentence. */
export const maxNamedCodes = 12

const joinCodes = (codes: readonly string[]): string =>
  codes.slice(0, maxNamedCodes).join(dot) + (codes.length > maxNamedCodes ? ' …' : '')

/** Returns a doubt as a sentence. */
export const doubtSentence = (doubt: Doubt): Sentence => ({
  key: `placing.${doubt.about}`,
  gaps: 'codes' in doubt ? { codes: joinCodes(doubt.codes), count: doubt.codes.length } : {},
})

export function describeDoubt(t: Translate, doubt: Doubt): string {
  const { key, gaps } = doubtSentence(doubt)
  return t(key, gaps)
}

/** Warns about a doubtful place that was saved with the rest of a form, where it is not refused. */
export function noticeDoubts(res: Response, doubts: readonly Doubt[]): void {
  if (doubts.length > 0) flashCaution(res, 'placing.doubts')
  for (const { key, gaps } of doubts.map(doubtSentence)) flashCaution(res, key, gaps)
}

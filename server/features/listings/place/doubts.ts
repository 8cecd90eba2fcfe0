import type { Response } from 'express'
import { dot } from '#shared/texts/facts.ts'
import type { MessageKey, Translate } from '#shared/texts/i18n.ts'
import { caution } from '#web/forms/flash.ts'
import { type BuildingDoubt, placeChanged, placeDoubts, type PlaceDoubt } from '#features/street/placing.ts'
import type { BuildingsService } from '../buildings-service.ts'

type Standing = Parameters<typeof placeDoubts>[0]
type Doubt = PlaceDoubt | BuildingDoubt
type Sentence = { key: MessageKey; gaps: Record<string, string | number> }

/** Returns the doubts about the place of a unit. A place unchanged since `before` is not asked about. */
export const doubtsOf =
  (buildings: Pick<BuildingsService, 'around'>) =>
  async (after: Standing & { buildingCode: string }, before?: Standing): Promise<PlaceDoubt[]> => {
    if (before && !placeChanged(before, after)) return []
    const { house, units } = await buildings.around(after.buildingCode)
    return placeDoubts(after, house, units)
  }

/** Maximum number of codes named in a sentence. */
export const mostNamed = 12

const namedCodes = (codes: readonly string[]): string =>
  codes.slice(0, mostNamed).join(dot) + (codes.length > mostNamed ? ' …' : '')

/** Returns a doubt as a sentence. */
export const doubtSentence = (doubt: Doubt): Sentence => ({
  key: `placing.${doubt.about}`,
  gaps: 'codes' in doubt ? { codes: namedCodes(doubt.codes), count: doubt.codes.length } : {},
})

export function doubtIn(t: Translate, doubt: Doubt): string {
  const { key, gaps } = doubtSentence(doubt)
  return t(key, gaps)
}

/** Warns about a doubtful place that was saved with the rest of a form, where it is not refused. */
export function noticeDoubts(res: Response, doubts: readonly Doubt[]): void {
  if (doubts.length > 0) caution(res, 'placing.doubts')
  for (const { key, gaps } of doubts.map(doubtSentence)) caution(res, key, gaps)
}

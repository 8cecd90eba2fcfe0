import type { Response } from 'express'
import { dot } from '#shared/texts/facts.ts'
import type { MessageKey, Translate } from '#shared/texts/i18n.ts'
import { caution } from '#web/forms/flash.ts'
import { type BuildingDoubt, placeChanged, placeDoubts, type PlaceDoubt } from '#features/street/placing.ts'
import type { BuildingsService } from '../buildings-service.ts'

type Standing = Parameters<typeof placeDoubts>[0]
type Doubt = PlaceDoubt | BuildingDoubt
type Sentence = { key: MessageKey; gaps: Record<string, string | number> }

/** What is doubtful about where a unit would stand; a place that is as it was `before` is not asked about. */
export const doubtsOf =
  (buildings: Pick<BuildingsService, 'around'>) =>
  async (after: Standing & { buildingCode: string }, before?: Standing): Promise<PlaceDoubt[]> => {
    if (before && !placeChanged(before, after)) return []
    const { house, units } = await buildings.around(after.buildingCode)
    return placeDoubts(after, house, units)
  }

/** Of many codes a sentence names the first. */
export const mostNamed = 12

const namedCodes = (codes: readonly string[]): string =>
  codes.slice(0, mostNamed).join(dot) + (codes.length > mostNamed ? ' …' : '')

/** A doubt as people read it. */
export const doubtSentence = (doubt: Doubt): Sentence => ({
  key: `placing.${doubt.about}`,
  gaps: 'codes' in doubt ? { codes: namedCodes(doubt.codes), count: doubt.codes.length } : {},
})

export function doubtIn(t: Translate, doubt: Doubt): string {
  const { key, gaps } = doubtSentence(doubt)
  return t(key, gaps)
}

/** Says what is doubtful about a place that has been saved with the rest of a form: there it is no reason to refuse. */
export function noticeDoubts(res: Response, doubts: readonly Doubt[]): void {
  if (doubts.length > 0) caution(res, 'placing.doubts')
  for (const { key, gaps } of doubts.map(doubtSentence)) caution(res, key, gaps)
}

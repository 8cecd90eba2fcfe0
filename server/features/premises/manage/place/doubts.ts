import type { Response } from 'express'
import type { MessageKey } from '../../../../shared/i18n.ts'
import { notice } from '../../../../web/flash.ts'
import type { BuildingsService } from '../../buildings-service.ts'
import { placeChanged, placeDoubts, type PlaceDoubt } from '../../placing.ts'

type Standing = Parameters<typeof placeDoubts>[0]
type Sentence = { key: MessageKey; gaps: Record<string, string> }

/** What is doubtful about where a unit would stand; a place that is as it was `before` is not asked about. */
export const doubtsOf =
  (buildings: Pick<BuildingsService, 'around'>) =>
  async (after: Standing & { buildingCode: string }, before?: Standing): Promise<PlaceDoubt[]> => {
    if (before && !placeChanged(before, after)) return []
    const { house, units } = await buildings.around(after.buildingCode)
    return placeDoubts(after, house, units)
  }

/** A doubt as people read it. */
export const doubtSentence = (doubt: PlaceDoubt): Sentence =>
  doubt.about === 'overlap'
    ? { key: 'placing.overlap', gaps: { codes: doubt.codes.join(' · ') } }
    : { key: `placing.${doubt.about}`, gaps: {} }

/** Says what is doubtful about a place that has been saved with the rest of a form: there it is no reason to refuse. */
export function noticeDoubts(res: Response, doubts: readonly PlaceDoubt[]): void {
  if (doubts.length > 0) notice(res, 'placing.doubts')
  for (const { key, gaps } of doubts.map(doubtSentence)) notice(res, key, gaps)
}

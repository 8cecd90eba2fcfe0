import type { UseClass } from '#models/premises/parts/premises-vocabulary.ts'
import type { Phrase } from './text.ts'
import { tradeTitles } from './titles-trade.ts'
import { workTitles } from './titles-work.ts'

/** What a unit is called. One title of each use at least is true of any unit. */
export const titles: Record<UseClass, readonly Phrase[]> = { ...tradeTitles, ...workTitles }

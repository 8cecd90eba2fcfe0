import { formatNumber } from '#shared/texts/format.ts'
import { publicStatuses } from '#features/premises/rules.ts'
import type { Words } from '../browse/words.ts'

/** `href` lights what an item stands for; `current` is what is lit. */
export type LegendItem = { tone: string; label: string; count?: string; href?: string; current?: boolean }

export const legend = ({ t, locale }: Words, counts?: ReadonlyMap<string, number>): LegendItem[] =>
  publicStatuses.map(status => ({
    tone: status,
    label: t(`premises.status.${status}`),
    ...(counts ? { count: formatNumber(locale, counts.get(status) ?? 0) } : {}),
  }))

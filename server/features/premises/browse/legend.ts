import { publicStatuses } from '../rules.ts'
import type { Words } from './words.ts'

export type LegendItem = { tone: string; label: string }

export const legend = ({ t }: Words): LegendItem[] =>
  publicStatuses.map(status => ({ tone: status, label: t(`premises.status.${status}`) }))

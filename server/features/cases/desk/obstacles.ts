import type { CaseFile } from '../queue/case-file.ts'

const obstacles = ['reviewed-by-decider', 'not-assessed', 'scores-missing'] as const
type Obstacle = (typeof obstacles)[number]

/** Returns what keeps a person whose role decides from deciding this case; null when nothing does. */
export function obstacleOf(file: CaseFile): Obstacle | null {
  const reasons = file.moves.map(({ verdict }) => (verdict.ok ? null : verdict.reason))
  return obstacles.find(reason => reasons.includes(reason)) ?? null
}

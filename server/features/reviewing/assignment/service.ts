import type { Deps } from '#features/cases/ports.ts'
import { assignmentOf, beginningsOf, replacingOf } from './assignment.ts'
import { textsToTranslateOf } from '#features/cases/writing/to-translate.ts'
import { caseHands, textHands } from './hands.ts'
import { reviewRulesOf } from './review-rules.ts'
import { workloadOf } from './workload.ts'

/** Builds the service for assignment, panels and review rules. */
export function assignmentService(deps: Deps) {
  const rules = reviewRulesOf(deps)
  const officers = workloadOf(deps)
  const assignment = assignmentOf({ ...deps, officers, rules })
  return {
    rules,
    assignment: { ...assignment, officers },
    hands: [...caseHands(assignment), ...textHands(textsToTranslateOf(deps))],
    beginnings: beginningsOf({ rules, officers }),
    replacing: replacingOf({ ...deps, officers }),
  }
}
export type AssignmentService = ReturnType<typeof assignmentService>

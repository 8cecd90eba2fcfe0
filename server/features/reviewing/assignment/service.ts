import type { Deps } from '#features/cases/ports.ts'
import { createAssignmentActions, beginningsOf, createReplacementService } from './assignment.ts'
import { createTextsToTranslate } from '#features/cases/writing/to-translate.ts'
import { caseReassignment, textReassignment } from './hands.ts'
import { createReviewRulesService } from './review-rules.ts'
import { createWorkloadService } from './workload.ts'

/** Builds the service for assignment, panels and review rules. */
export function assignmentService(deps: Deps) {
  const rules = createReviewRulesService(deps)
  const officers = createWorkloadService(deps)
  const assignment = createAssignmentActions({ ...deps, officers, rules })
  return {
    rules,
    assignment: { ...assignment, officers },
    hands: [...caseReassignment(assignment), ...textReassignment(createTextsToTranslate(deps))],
    beginnings: beginningsOf({ rules, officers }),
    replacing: createReplacementService({ ...deps, officers }),
  }
}
export type AssignmentService = ReturnType<typeof assignmentService>

import type { Application } from '#models/cases/application.ts'
import { ReviewRulesModel, type ReviewRules } from '#models/reviewing/review-rules.ts'
import type { Criterion, Rubric } from '#models/cases/parts/rubric.ts'
import { fieldChanges, recordAudit } from '#outside/audit.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { locales } from '#shared/texts/i18n.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import type { Deps } from '#features/cases/ports.ts'
import { isUnderReview } from '#features/cases/states.ts'
import { isDecided } from '#features/cases/review/opening.ts'
import { initialRubric } from '#features/cases/review/rubric.ts'

/** The review rules in force. */
export type RulesInForce = { rubric: Rubric; autoAssign: boolean }
export type NewRules = Omit<Rubric, 'version'> & { autoAssign: boolean }

/** Returns the latest version of the rules. */
export async function currentRules(): Promise<RulesInForce> {
  const latest = await ReviewRulesModel.findOne().sort({ _id: -1 }).lean<ReviewRules>()
  return latest ? toCurrentRules(latest) : { rubric: initialRubric, autoAssign: false }
}

/** Stores the next version. Refuses when somebody else has stored one since `version`. */
export async function saveRules(
  { clock }: Pick<Deps, 'clock'>,
  rules: NewRules,
  { version, by }: { version: number; by: { id: string; name: string } },
): Promise<Verdict<'stale'>> {
  const { rubric, autoAssign } = await currentRules()
  if (rubric.version !== version) return no('stale')
  try {
    await ReviewRulesModel.create({ ...rules, _id: version + 1, at: clock.now(), by })
    const changes = fieldChanges(
      recordedChanges({ ...rubric, autoAssign }),
      recordedChanges({ ...rules, version: version + 1 }),
    )
    recordAudit({ action: 'settings.changed', subject: { kind: 'rubric', id: 'rubric' }, changes })
    return yes
  } catch (error) {
    // Of two concurrent saves, the unique version number admits one.
    if (isDuplicateKey(error)) return no('stale')
    throw error
  }
}

/** Returns who made which version, the latest first. Nobody made the initial version, so it is not included. */
export const rulesHistory = (): Promise<ReviewRules[]> =>
  ReviewRulesModel.find().sort({ _id: -1 }).limit(20).lean<ReviewRules[]>()

/** Returns the names of all criteria of all versions, by key; of several names the newest. */
export async function criterionNames(): Promise<Map<string, Criterion['name']>> {
  const versions = await ReviewRulesModel.find({}, { criteria: 1 }).sort({ _id: 1 }).lean<Pick<Rubric, 'criteria'>[]>()
  return new Map([initialRubric, ...versions].flatMap(({ criteria }) => criteria.map(({ key, name }) => [key, name])))
}

/**
 * Returns the application with its rules. Before its review begins, a case has no version yet and is shown with the
 * current one, which it will get.
 */
export async function withRules(application: Application): Promise<Application> {
  const { rubric, assessments, state } = application
  if (rubric || assessments.length > 0 || isUnderReview(state) || isDecided(state)) return application
  return { ...application, rubric: (await currentRules()).rubric }
}

/**
 * Returns the words and weight of each criterion as separate fields, so that the audit trail shows which of them changed.
 */
function recordedChanges({ criteria, ...others }: NewRules & { version: number }): Record<string, unknown> {
  const recordedFields: Record<string, unknown> = { ...others, criteria: criteria.map(({ key }) => key) }
  for (const { key, name, hint, weight } of criteria) {
    for (const locale of locales) {
      recordedFields[`${key}.name.${locale}`] = name[locale]
      recordedFields[`${key}.hint.${locale}`] = hint[locale] || null
    }
    recordedFields[`${key}.weight`] = weight
  }
  return recordedFields
}

function toCurrentRules({ _id, criteria, spreadThreshold, panelSize, autoAssign }: ReviewRules): RulesInForce {
  return { rubric: { version: _id, criteria, spreadThreshold, panelSize }, autoAssign }
}

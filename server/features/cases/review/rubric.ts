import type { Application } from '#models/cases/application.ts'
import type { Assessment } from '#models/cases/parts/assessment.ts'
import type { Criterion, Rubric } from '#models/cases/parts/rubric.ts'

export const topScore = 5

/** Returns the name of the form field with the comment on a criterion. */
export const commentFieldOf = (key: string): string => `comment-${key}`

/** Rubric that applies until an administrator changes it: five criteria of equal weight and one reviewer. */
export const initialRubric: Rubric = {
  version: 1,
  criteria: [
    criterion('feasibility', {
      name: { ru: 'Реалистичность плана', en: 'Feasibility of the plan', zh: '计划可行性' },
      hint: {
        ru: 'Реалистичен ли замысел: рынок, расходы, сроки.',
        en: 'Is the plan realistic: market, costs, time?',
        zh: '市场、成本、时间安排是否现实。',
      },
    }),
    criterion('experience', {
      name: { ru: 'Опыт заявителя', en: 'Experience of the applicant', zh: '申请人经验' },
      hint: {
        ru: 'Что заявитель уже делал и чем это подтверждено.',
        en: 'What the applicant has done before and how it is shown.',
        zh: '申请人做过什么，有何证明。',
      },
    }),
    criterion('jobs', {
      name: { ru: 'Рабочие места', en: 'Jobs', zh: '带动就业' },
      hint: {
        ru: 'Сколько рабочих мест появится, в том числе для местных жителей.',
        en: 'How many jobs it brings, for local people too.',
        zh: '带来多少岗位，其中本地岗位多少。',
      },
    }),
    criterion('finance', {
      name: { ru: 'Финансовая устойчивость', en: 'Financial soundness', zh: '财务稳健性' },
      hint: {
        ru: 'Хватит ли денег на первый год, откуда они.',
        en: 'Is there money for the first year, and where from?',
        zh: '第一年资金是否充足，来源如何。',
      },
    }),
    criterion('street_benefit', {
      name: { ru: 'Польза для улицы', en: 'Benefit to the street', zh: '对街区的贡献' },
      hint: {
        ru: 'Что нового получит улица и соседи.',
        en: 'What the street and the neighbours gain.',
        zh: '给街区和邻里带来什么。',
      },
    }),
  ],
  spreadThreshold: 2,
  panelSize: 1,
}

function criterion(key: string, texts: Pick<Criterion, 'name' | 'hint'>): Criterion {
  return { key, ...texts, weight: 1 }
}

type Reviewed = Pick<Application, 'assessments' | 'rubric' | 'panel'>
type BlindReviewed = Pick<Application, 'assessments' | 'rubric' | 'formerAssessments'>

/** Returns the version of the rubric by which a case is reviewed. */
export const rubricOf = ({ rubric }: Pick<Application, 'rubric'>): Rubric => rubric ?? initialRubric

/** Returns the assessments that count. Those of a reviewer who later found a conflict of interest do not. */
export const countedAssessments = ({ assessments }: Pick<Reviewed, 'assessments'>): Assessment[] =>
  assessments.filter(({ noConflict }) => noConflict)

/** Returns the weighted mean of one reviewer's scores, 0 to 5. */
export function meanOf({ scores }: Pick<Assessment, 'scores'>, { criteria }: Pick<Rubric, 'criteria'>): number {
  const total = criteria.reduce((sum, { weight }) => sum + weight, 0)
  return total === 0 ? 0 : criteria.reduce((sum, { key, weight }) => sum + (scores[key] ?? 0) * weight, 0) / total
}

/** Returns the weighted mean over all reviewers, 0 to 5; null when nobody has assessed. */
export function meanScore(reviewed: Pick<Reviewed, 'assessments' | 'rubric'>): number | null {
  const all = countedAssessments(reviewed)
  const rubric = rubricOf(reviewed)
  return all.length === 0 ? null : all.reduce((sum, one) => sum + meanOf(one, rubric), 0) / all.length
}

/**
 * Returns how many scores are still missing: those of everybody on the panel, and as many as the rubric asks for. A reviewer
 * who gave scores without being on the panel counts towards that number.
 */
export function scoresMissing(reviewed: Reviewed): number {
  const scored = new Set(countedAssessments(reviewed).map(({ reviewer }) => reviewer))
  const waitedFor = (reviewed.panel ?? []).filter(({ id }) => !scored.has(id)).length
  return Math.max(waitedFor, rubricOf(reviewed).panelSize - scored.size)
}

/** Returns the score of a case; null until all scores are in. */
export const scoreOf = (reviewed: Reviewed): number | null =>
  scoresMissing(reviewed) === 0 ? meanScore(reviewed) : null

export type Spread = { key: string; lowest: number; highest: number }

/**
 * Returns what a reviewer gave before the scores of others could be seen: the present scores unless they were changed since.
 * An anonymised case no longer has the reason of the change, but still has `openedAt`; the scores with it were given blind.
 */
export function blindOf(
  { formerAssessments = [] }: Pick<BlindReviewed, 'formerAssessments'>,
  present: Assessment,
): Assessment {
  const former = formerAssessments.filter(({ reviewer }) => reviewer === present.reviewer)
  const blind = present.reason ? former.findLast(({ reason }) => !reason) : former.find(({ openedAt }) => openedAt)
  return blind ?? present
}

/**
 * Returns the criteria on which reviewers differ, or differed while blind, by more than the threshold and must discuss.
 * Changing a score after seeing those of others does not remove the need for the discussion.
 */
export function findSpreads(reviewed: BlindReviewed): Spread[] {
  const { criteria, spreadThreshold } = rubricOf(reviewed)
  const all = countedAssessments(reviewed)
  if (all.length < 2) return []
  const blind = all.map(one => blindOf(reviewed, one))
  return criteria
    .map(
      ({ key }) =>
        [spreadIn(key, blind), spreadIn(key, all)].toSorted((one, other) => widthOf(other) - widthOf(one))[0],
    )
    .filter((widest): widest is Spread => widest !== undefined && widthOf(widest) > spreadThreshold)
}

const widthOf = ({ lowest, highest }: Spread): number => highest - lowest

function spreadIn(key: string, all: readonly Assessment[]): Spread {
  const scores = all.map(({ scores: given }) => given[key] ?? 0)
  return { key, lowest: Math.min(...scores), highest: Math.max(...scores) }
}

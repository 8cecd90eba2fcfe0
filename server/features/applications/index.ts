import type { Slice, SliceParts, DeskCard, DeskFigure } from '#server/slice.ts'
import type { Job } from '#server/jobs/job.ts'
import type { ApplicationState } from '#models/cases/application.ts'
import type { CaseDesk } from '../cases/desk/case-desk.ts'
import { applicationChecks } from './checks.ts'
import { keysRoutes } from './desk/keys/routes.ts'
import { caseRoutes } from './desk/routes.ts'

/** Slice for applications as a whole: staff queue and case page, effects, deadlines, personal data, checks. */
export const applicationsSlice = ({ services, clock }: SliceParts, desk: CaseDesk): Slice => ({
  name: 'applications',
  personalData: services.personalData.applications,
  jobs: [sweepApplications],
  checks: applicationChecks({ ...services, clock }),
  cards: [applicationsCard(services)],
  doors: () => ({ pages: [keysRoutes(services, desk), caseRoutes({ ...services, clock }, desk)] }),
})

/** Ends what has expired: unanswered offers, unanswered requests, abandoned drafts. Sends the reminders before that. */
export const sweepApplications: Job = {
  name: 'sweep-applications',
  everySeconds: 60,
  async run({ services: { acceptance, applying, deciding, reviewing }, log }) {
    const expired = await deciding.sweeps.expireOffers()
    const announced = await deciding.notices.close()
    const asked = await reviewing.requests.remind()
    const invited = await reviewing.interviews.remind()
    const lapsed = await deciding.sweeps.lapseUnanswered()
    const warned = await applying.deletions.warn()
    const reviewed = await acceptance.papers.review()
    const reminded = (await acceptance.conditions.remind()) + (await acceptance.deadlines.remind())
    const removed = await applying.deletions.removeStale()
    const done = { announced, expired, lapsed, warned, asked, invited, reviewed, reminded, removed }
    if (Object.values(done).some(count => count > 0)) log.info(done, 'deadlines passed')
  },
}

/** States of a case in which each role has to act. Administrators see all of them. */
const statesByRole: Record<'reviewer' | 'decider', readonly ApplicationState[]> = {
  reviewer: ['submitted', 'screening', 'information_requested', 'review', 'interview'],
  decider: ['decision', 'public_notice', 'waitlisted', 'offered', 'accepted', 'contracted'],
}

/** Card on the desk: number of cases in each state, and of cases with unanswered messages. */
const applicationsCard = ({ cases, reviewing }: Pick<SliceParts['services'], 'cases' | 'reviewing'>): DeskCard => ({
  heading: 'desk.applications',
  path: '/applications',
  roles: ['reviewer', 'decider', 'administrator'],
  async figures({ role }) {
    const [counts, unanswered, held] = await Promise.all([
      cases.queue.countByState(),
      reviewing.correspondence.countUnanswered(),
      cases.queue.countHeldNotices(),
    ])
    const states = role === 'reviewer' || role === 'decider' ? statesByRole[role] : Object.values(statesByRole).flat()
    const figures = states.map((state): DeskFigure => ({
      label: `application.state.${state}`,
      count: counts[state] ?? 0,
      path: `/applications?state=${state}`,
    }))
    const waiting = '/applications?state=all&messages=unanswered'
    const stuck: DeskFigure = { label: 'desk.notices', count: held, path: '/applications?state=notice_held' }
    return [
      ...figures,
      ...(role === 'reviewer' ? [] : [stuck]),
      { label: 'desk.messages', count: unanswered, path: waiting },
    ]
  },
})

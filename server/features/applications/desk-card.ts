import type { ApplicationState } from '#models/cases/application.ts'
import type { DeskCard, DeskFigure, SliceParts } from '#server/slice.ts'

/** The steps of a case that wait for each role; an administrator sees them all. */
const casesOf: Record<'reviewer' | 'decider', readonly ApplicationState[]> = {
  reviewer: ['submitted', 'screening', 'information_requested', 'review', 'interview'],
  decider: ['decision', 'public_notice', 'waitlisted', 'offered', 'accepted', 'contracted'],
}

/** How many cases there are in each step, and how many of them ask something. */
export const applicationsCard = ({
  cases,
  reviewing,
}: Pick<SliceParts['services'], 'cases' | 'reviewing'>): DeskCard => ({
  heading: 'desk.applications',
  path: '/applications',
  roles: ['reviewer', 'decider', 'administrator'],
  async figures({ role }) {
    const [counts, unanswered, held] = await Promise.all([
      cases.queue.countByState(),
      reviewing.correspondence.countUnanswered(),
      cases.queue.countHeldNotices(),
    ])
    const states = role === 'reviewer' || role === 'decider' ? casesOf[role] : Object.values(casesOf).flat()
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

import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { Deps } from '#features/cases/ports.ts'

const daysAhead = 14
const atMost = 20

export type ComingInterview = Pick<Application, '_id' | 'reference' | 'applicantName' | 'assignee'> & {
  interview: NonNullable<Application['interview']>
}

/** Returns the interviews of the next two weeks and past ones without an outcome, the earliest first. */
export function upcomingInterviews({ clock }: Pick<Deps, 'clock'>): Promise<ComingInterview[]> {
  const until = new Date(clock.now().getTime() + daysAhead * 86_400_000)
  return ApplicationModel.find(
    { state: 'interview', 'interview.state': 'open', 'interview.startsAt': trusted({ $lte: until }) },
    { reference: 1, applicantName: 1, assignee: 1, interview: 1 },
  )
    .sort({ 'interview.startsAt': 1 })
    .limit(atMost)
    .lean<ComingInterview[]>()
}

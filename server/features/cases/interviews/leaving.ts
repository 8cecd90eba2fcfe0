import type { Application, ApplicationState } from '#models/applications/application.ts'
import type { Staffing } from '../review/staffing.ts'
import { letterOn } from './letters.ts'
import { arranged, calledOff } from './rules.ts'

const nothing: Staffing = { set: {}, also: [], effects: [] }

/** A case that goes on, or ends, takes what was still to come with it; the applicant's calendar learns of it. */
export function interviewLeft(was: Application, to: ApplicationState, at: Date): Staffing {
  const interview = to === 'interview' ? null : arranged(was)
  if (!interview || interview.startsAt <= at) return nothing
  const cancelled = calledOff(interview, at, '')
  return {
    set: { interview: cancelled },
    also: [{ kind: 'interview_cancelled', actor: { kind: 'system' } }],
    effects: [
      letterOn('application-interview-cancelled', cancelled, { ended: to === 'withdrawn' ? 'withdrawn' : 'gone-on' }),
    ],
  }
}

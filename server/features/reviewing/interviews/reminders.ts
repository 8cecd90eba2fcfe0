import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { applyChange } from '#features/cases/change.ts'
import { interviewLetterEffect } from '#features/cases/interviews/letters.ts'
import { openInterview } from '#features/cases/interviews/rules.ts'
import type { Deps } from '#features/cases/ports.ts'

const atOnce = 200

/** Reminds applicants a day before their interview, once for each time it was set. Returns how many. */
export async function remindOfInterviews({ clock }: Pick<Deps, 'clock'>): Promise<number> {
  const now = clock.now()
  const due = await ApplicationModel.find({
    state: 'interview',
    'interview.state': 'open',
    'interview.startsAt': trusted({ $gt: now }),
    'interview.remindAt': trusted({ $lte: now }),
  })
    .limit(atOnce)
    .lean<Application[]>()
  let reminded = 0
  for (const was of due) reminded += await remind(was, now)
  return reminded
}

/** Returns 0 when the case was changed meanwhile. The next run tries again. */
async function remind(was: Application, at: Date): Promise<number> {
  const interview = openInterview(was)
  if (!interview) return 0
  const written = await applyChange({
    was,
    actor: { kind: 'system' },
    at,
    kind: 'interview_reminded',
    set: { interview: { ...interview, remindAt: null } },
    effects: [interviewLetterEffect('application-interview-reminder', interview)],
  })
  return written ? 1 : 0
}

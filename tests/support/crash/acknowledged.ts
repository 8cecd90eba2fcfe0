import { writeSync } from 'node:fs'
import type { Application } from '#models/cases/application.ts'

/** What the working process says when somebody has been told that their act is done. One line each. */
export type Acknowledged =
  /** A life begins, before it does anything: the day it is in the city, the drafts there are, the deletions that a kill cut off. */
  | { what: 'up'; day: string; drafts: string[]; cutOff: number }
  /** Its applicant is about to delete a draft; `deleted` when that is acknowledged. */
  | { what: 'asked_to_delete' | 'deleted'; application: string }
  /** The deletion of a draft begins. */
  | { what: 'deleting' }
  /** The worker has been through all its jobs. */
  | { what: 'round' }
  | { what: 'started'; application: string }
  /** `count` grows with every save of a draft. */
  | { what: 'saved'; application: string; count: number }
  | { what: 'uploaded'; application: string; document: string }
  | { what: 'done'; application: string; event: string; act: string; mails: string[] }
  | { what: 'tenancy'; tenancy: string; event: string; act: string }

/** Straight into the pipe: what was said is there for the reader, whatever happens to this process next. */
export function say(told: Acknowledged): void {
  writeSync(1, `${JSON.stringify(told)}\n`)
}

/** Says what has just been done with a case, and which letters it owes. */
export function sayDone(act: string, { _id, events, pendingEffects }: Application): void {
  const event = events.at(-1)?._id.toHexString() ?? ''
  const mails = pendingEffects.filter(({ kind, key }) => kind === 'mail' && key.includes(event)).map(({ key }) => key)
  say({ what: 'done', application: _id.toHexString(), event, act, mails })
}

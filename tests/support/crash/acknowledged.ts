import { writeSync } from 'node:fs'
import type { Application } from '#models/cases/application.ts'

/** What the working process reports once somebody has been told that their act is done. One JSON line each. */
export type Acknowledged =
  /** A life begins, before it does anything: its day in Suifenhe, the existing drafts, the deletions that a kill cut off. */
  | { what: 'up'; day: string; drafts: string[]; cutOff: number }
  /** The applicant is about to delete a draft; `deleted` once that is acknowledged. */
  | { what: 'asked_to_delete' | 'deleted'; application: string }
  /** The deletion of a draft begins. */
  | { what: 'deleting' }
  /** The worker has run all its jobs once. */
  | { what: 'round' }
  | { what: 'started'; application: string }
  /** `count` grows with every save of a draft. */
  | { what: 'saved'; application: string; count: number }
  | { what: 'uploaded'; application: string; document: string }
  | { what: 'done'; application: string; event: string; act: string; mails: string[] }
  | { what: 'tenancy'; tenancy: string; event: string; act: string }

/** Writes straight into the pipe: the line reaches the reader whatever happens to this process next. */
export function say(told: Acknowledged): void {
  writeSync(1, `${JSON.stringify(told)}\n`)
}

/** Reports what has just been done with a case, and which letters follow from it. */
export function sayDone(act: string, { _id, events, pendingEffects }: Application): void {
  const event = events.at(-1)?._id.toHexString() ?? ''
  const mails = pendingEffects.filter(({ kind, key }) => kind === 'mail' && key.includes(event)).map(({ key }) => key)
  say({ what: 'done', application: _id.toHexString(), event, act, mails })
}

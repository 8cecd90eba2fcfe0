import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { Mentionable } from '#shared/texts/mentions.ts'
import type { Deps } from '../cases/ports.ts'
import { conflictedIn } from '../cases/review/panel.ts'

/** Roles that may read cases. */
const readers = ['reviewer', 'decider', 'administrator'] as const

/**
 * Returns the colleagues who can be notified of a note: those who may read the case. Colleagues with a conflict of
 * interest may not.
 */
export async function findMentionable(
  { accounts }: Pick<Deps, 'accounts'>,
  { events }: Pick<Application, 'events'>,
  by: string | undefined,
): Promise<Mentionable[]> {
  const out = conflictedIn({ events })
  const colleagues = await accounts.people.colleagues(readers)
  return colleagues.filter(({ id }) => id !== by && !out.includes(id)).map(({ id, name }) => ({ id, name }))
}

/** Marks the notes as seen by a colleague. */
export async function markSeen(
  { _id, mentioned = [] }: Pick<Application, '_id' | 'mentioned'>,
  account: string,
): Promise<void> {
  const seen = mentioned.filter(one => one.account === account).map(({ note }) => note)
  if (seen.length === 0) return
  const update = { $pull: { mentioned: { account, note: { $in: seen } } } }
  await ApplicationModel.updateOne({ _id }, update, { timestamps: false })
}

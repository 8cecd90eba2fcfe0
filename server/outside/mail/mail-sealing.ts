import mongoose from 'mongoose'
import { MissingKeyError, sealing } from '../sealing/sealing.ts'
import type { SealingCounts, SealedStore } from '../sealing/stored.ts'
import { contentOf, storedContent, type StoredContent } from './mail-content.ts'

type StoredMail = Omit<StoredContent, 'facts'> & {
  _id: mongoose.mongo.ObjectId
  cause: string
  status: string
  facts?: Record<string, string>
}

/** Filter for letters with content: sent ones have none any more. */
const unsent = { status: { $in: ['queued', 'failed'] } }
const emptied = { calendar: 1, unsubscribe: 1, sealed: 1 } as const

/**
 * Seals and opens the content of letters that are still to be sent or never were. They are few, so all are done in one
 * batch.
 */
export function mailSealing(): SealedStore {
  // Not through the model: its timestamps and defaults do not apply here.
  const mails = () => mongoose.connection.collection<StoredMail>('mails')

  async function bring(target: 'sealed' | 'open') {
    const done = { last: null, changed: 0, skipped: 0 }
    for await (const mail of mails().find(unsent)) {
      const by = mail.sealed ? sealing().keyOfText(mail.sealed) : null
      if (target === 'open' ? by === null : by === sealing().keyIds[0]) continue
      try {
        done.changed += await rewrite(mail)
      } catch (error) {
        if (!(error instanceof MissingKeyError)) throw error
        done.skipped += 1
      }
    }
    return done
  }

  /** Stores the content in the present form, unless the letter was sent meanwhile. */
  async function rewrite({ _id, cause, status, facts = {}, ...rest }: StoredMail): Promise<number> {
    const content = contentOf({ ...rest, items: rest.items, cause, facts: new Map(Object.entries(facts)) })
    const fields: Record<string, unknown> = storedContent(cause, content)
    const gone = Object.fromEntries(Object.entries(emptied).filter(([field]) => !(field in fields)))
    const asRead = { _id, status, sealed: rest.sealed ?? { $exists: false } }
    return (await mails().updateOne(asRead, { $set: fields, $unset: gone })).modifiedCount
  }

  async function count(): Promise<SealingCounts> {
    const lying: SealingCounts = { open: 0, sealed: new Map() }
    for await (const { sealed } of mails().find(unsent, { projection: { sealed: 1 } })) {
      const by = sealed ? sealing().keyOfText(sealed) : null
      if (by === null) lying.open += 1
      else lying.sealed.set(by, (lying.sealed.get(by) ?? 0) + 1)
    }
    return lying
  }

  return { name: 'letters that wait', bring, count }
}

import { WordingModel, type WordedSentence as Sentence, type WordingRecord } from '#models/wording/wording.ts'
import { fieldChanges, recordAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import type { PublicContent } from '#outside/public-content.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { catalogueText, isMessageKey, useWordings, type Wording } from '#shared/texts/i18n.ts'
import { stampedMemory } from '#shared/stamped-memory.ts'
import { editionsOf } from './editions.ts'
import { textItem } from './items.ts'
import { wordingProblem } from './rules.ts'

type Deps = {
  clock: Clock
  content: PublicContent
  /** Names that the settings give. */ brand: () => Promise<readonly Wording[]>
}
/** `version` is that of the text the change was made from; 0: nobody has worded the item yet. */
type Editing = { item: string; version: number; by: { id: string; name: string } }
/** What is published and drafted; only sentences that differ from the catalogue's. */
export type WordedItem = Omit<WordingRecord, 'item'>

/** The sentences of mails and pages that the staff word themselves, in the place of the catalogue's. */
export function wordingService({ clock, content, brand }: Deps) {
  /** Asks whether the published wordings have changed, and uses them from then on; cheap while they have not. */
  const refresh = stampedMemory(content.mark, async () => {
    const records = await WordingModel.find({}, { published: 1 }).lean<Pick<WordingRecord, 'published'>[]>()
    useWordings([...records.flatMap(({ published }) => published).filter(isUsable), ...(await brand())])
  })

  /** Those that somebody has worded or drafted, by item. */
  async function all(): Promise<Map<string, WordedItem>> {
    const records = await WordingModel.find().lean<WordingRecord[]>()
    return new Map(records.map(record => [record.item, asItem(record)]))
  }

  async function one(item: string): Promise<WordedItem> {
    const record = await WordingModel.findOne({ item }).lean<WordingRecord>()
    return record ? asItem(record) : { published: [], draft: null, version: 0, history: [] }
  }

  /** Keeps a draft; false when somebody has changed the item since `version`. */
  const draft = (editing: Editing, sentences: readonly Wording[]): Promise<boolean> =>
    write(editing, 'drafted', { draft: ownOf(sentences) })

  /** Puts these sentences in the place of what is published; a draft is done with. */
  async function publish(editing: Editing, sentences: readonly Wording[]): Promise<boolean> {
    const before = await one(editing.item)
    const own = ownOf(sentences)
    const done = await write(editing, 'published', { published: own, draft: null })
    if (done) await nowPublic(editing.item, before.published, own)
    return done
  }

  /** Goes back to the catalogue's words; a draft is thrown away. */
  async function reset(editing: Editing): Promise<boolean> {
    const before = await one(editing.item)
    const done = await write(editing, 'reset', { published: [], draft: null })
    if (done) await nowPublic(editing.item, before.published, [])
    return done
  }

  async function write(
    { item, version, by }: Editing,
    kind: 'drafted' | 'published' | 'reset',
    set: Partial<Pick<WordedItem, 'published' | 'draft'>>,
  ): Promise<boolean> {
    const history = { $each: [{ at: clock.now(), by, kind }], $slice: -50 }
    try {
      const written = await WordingModel.updateOne(
        { item, version },
        { $set: set, $inc: { version: 1 }, $push: { history } },
        // Only the first wording makes the document; of two at once the second meets the first one's `item`.
        { upsert: version === 0 },
      )
      return written.modifiedCount + written.upsertedCount === 1
    } catch (error) {
      if (isDuplicateKey(error)) return false
      throw error
    }
  }

  async function nowPublic(item: string, before: readonly Sentence[], after: readonly Sentence[]): Promise<void> {
    await content.changed()
    await refresh()
    recordAudit({
      action: 'wording.published',
      subject: { kind: item.startsWith('mail.') ? 'mail_text' : 'page', id: item, label: item },
      changes: fieldChanges(byName(before), byName(after)),
    })
  }

  return { refresh, all, one, draft, publish, reset, editions: editionsOf({ clock }) }
}

/** Those that differ from the catalogue's: only they are kept. */
const ownOf = (sentences: readonly Wording[]): Wording[] =>
  sentences.filter(({ locale, key, text }) => text !== catalogueText(locale, key))

const byName = (sentences: readonly Sentence[]) =>
  Object.fromEntries(sentences.map(({ key, locale, text }) => [`${key}.${locale}`, text]))

/** What was right for an older catalogue must not break a page of today's. */
function isUsable(sentence: Sentence): sentence is Wording {
  const { key, locale, text } = sentence
  return isMessageKey(key) && wordingProblem(locale, key, text) === null
}

function asItem({ item, published, draft, version, history }: WordingRecord): WordedItem {
  const known = (sentences: readonly Sentence[]) =>
    sentences.filter(({ key }) => textItem(item)?.keys.some(k => k === key))
  return { published: known(published), draft: draft ? known(draft) : null, version, history: history.toReversed() }
}

export type WordingService = ReturnType<typeof wordingService>

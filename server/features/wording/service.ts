import { WordingModel, type WordedSentence as Sentence, type WordingRecord } from '#models/wording/wording.ts'
import { fieldChanges, recordAudit } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import type { PublicContent } from '#outside/public-content.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { catalogueText, isMessageKey, useWordings, type Wording } from '#shared/texts/i18n.ts'
import { cacheByStamp } from '#shared/stamped-memory.ts'
import { createEditions } from './editions.ts'
import { findTextItem } from './items.ts'
import { findWordingProblem } from './rules.ts'

type Deps = {
  clock: Clock
  content: PublicContent
  /** Names that the settings give. */ brand: () => Promise<readonly Wording[]>
}
/** `version` of the text that the change was based on; 0 when nobody has reworded the item yet. */
type Editing = { item: string; version: number; by: { id: string; name: string } }
/** Published and drafted wordings; only messages that differ from the catalogue. */
export type WordedItem = Omit<WordingRecord, 'item'>

/** Sentences of mails and pages that the staff have reworded. */
export function wordingService({ clock, content, brand }: Deps) {
  /** Checks whether the published wordings have changed and uses the new ones; cheap while they have not. */
  const refresh = cacheByStamp(content.mark, async () => {
    const records = await WordingModel.find({}, { published: 1 }).lean<Pick<WordingRecord, 'published'>[]>()
    useWordings([...records.flatMap(({ published }) => published).filter(isUsable), ...(await brand())])
  })

  /** Returns the reworded or drafted items by id. */
  async function all(): Promise<Map<string, WordedItem>> {
    const records = await WordingModel.find().lean<WordingRecord[]>()
    return new Map(records.map(record => [record.item, toWordedItem(record)]))
  }

  async function one(item: string): Promise<WordedItem> {
    const record = await WordingModel.findOne({ item }).lean<WordingRecord>()
    return record ? toWordedItem(record) : { published: [], draft: null, version: 0, history: [] }
  }

  /** Stores a draft; returns false when the item has changed since `version`. */
  const draft = (editing: Editing, sentences: readonly Wording[]): Promise<boolean> =>
    write(editing, 'drafted', { draft: withoutCatalogueTexts(sentences) })

  /** Publishes these sentences and removes the draft. */
  async function publish(editing: Editing, sentences: readonly Wording[]): Promise<boolean> {
    const before = await one(editing.item)
    const own = withoutCatalogueTexts(sentences)
    const done = await write(editing, 'published', { published: own, draft: null })
    if (done) await announcePublication(editing.item, before.published, own)
    return done
  }

  /** Returns to the catalogue's wording and removes the draft. */
  async function reset(editing: Editing): Promise<boolean> {
    const before = await one(editing.item)
    const done = await write(editing, 'reset', { published: [], draft: null })
    if (done) await announcePublication(editing.item, before.published, [])
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
        // Only the first wording creates the document; of two concurrent ones the second violates the unique `item`.
        { upsert: version === 0 },
      )
      return written.modifiedCount + written.upsertedCount === 1
    } catch (error) {
      if (isDuplicateKey(error)) return false
      throw error
    }
  }

  async function announcePublication(
    item: string,
    before: readonly Sentence[],
    after: readonly Sentence[],
  ): Promise<void> {
    await content.changed()
    await refresh()
    recordAudit({
      action: 'wording.published',
      subject: { kind: item.startsWith('mail.') ? 'mail_text' : 'page', id: item, label: item },
      changes: fieldChanges(textsByName(before), textsByName(after)),
    })
  }

  return { refresh, all, one, draft, publish, reset, editions: createEditions({ clock }) }
}

/** Only wordings that differ from the catalogue are stored. */
const withoutCatalogueTexts = (sentences: readonly Wording[]): Wording[] =>
  sentences.filter(({ locale, key, text }) => text !== catalogueText(locale, key))

const textsByName = (sentences: readonly Sentence[]) =>
  Object.fromEntries(sentences.map(({ key, locale, text }) => [`${key}.${locale}`, text]))

/** A wording valid for an older catalogue must not break a page of the current one. */
function isUsable(sentence: Sentence): sentence is Wording {
  const { key, locale, text } = sentence
  return isMessageKey(key) && findWordingProblem(locale, key, text) === null
}

function toWordedItem({ item, published, draft, version, history }: WordingRecord): WordedItem {
  const existingSentences = (sentences: readonly Sentence[]) =>
    sentences.filter(({ key }) => findTextItem(item)?.keys.some(k => k === key))
  return {
    published: existingSentences(published),
    draft: draft ? existingSentences(draft) : null,
    version,
    history: history.toReversed(),
  }
}

export type WordingService = ReturnType<typeof wordingService>

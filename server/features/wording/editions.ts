import { createHash } from 'node:crypto'
import { trusted } from 'mongoose'
import { TextEditionModel, type TextEdition } from '#models/wording/edition.ts'
import { WordingModel, type WordedSentence, type WordingRecord } from '#models/wording/wording.ts'
import type { Clock } from '#outside/clock.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { notFound } from '#shared/errors.ts'
import { catalogueText, isMessageKey, locales, messageKeys, type Wording } from '#shared/texts/i18n.ts'
import { textItems, type TextGroup } from './items.ts'
import { wordingProblem } from './rules.ts'

/** What names the language of a text of the office that is in another one. */
const besides = ['writing.label.', 'list.colon'] as const

/** What documents say besides the sentences of their group: a key, or what its keys begin with. */
const alsoSaid: Partial<Record<TextGroup, readonly string[]>> = {
  contract: ['contracts.', 'lease.pdf.', 'document.kind.', 'apply.option.useClass.', 'acceptance.due', ...besides],
  letter: [
    ...['application.state.', 'decision.reason.', 'tenancy.decision.', 'tenancy.ground.', 'list.comma'],
    ...['tenancy.field.until', 'tenancy.paid.from', 'tenancy.paid.rent', ...besides],
  ],
}
const isSaid = (beginning: string, key: string): boolean =>
  beginning.endsWith('.') ? key.startsWith(beginning) : key === beginning

/** The texts of documents: as they hold now, as they are drafted, and as they were when a document was issued. */
export function editionsOf({ clock }: { clock: Clock }) {
  /** All sentences of a group's documents in all languages, in the order of the catalogue; with `drafts` those that wait to be published stand in their place. */
  async function current(group: TextGroup, { drafts = false } = {}): Promise<Wording[]> {
    const records = await WordingModel.find().lean<WordingRecord[]>()
    const own = new Map(
      records
        .flatMap(({ published, draft }) => (drafts && draft ? draft : published))
        .filter(isUsable)
        .map(sentence => [nameOf(sentence), sentence]),
    )
    const also = messageKeys.filter(key => alsoSaid[group]?.some(beginning => isSaid(beginning, key)))
    const keys = [...textItems.filter(item => item.group === group).flatMap(item => item.keys), ...also]
    return keys.flatMap(key =>
      locales.map(locale => own.get(nameOf({ key, locale })) ?? { key, locale, text: catalogueText(locale, key) }),
    )
  }

  /** Keeps the texts that hold now, for a document that is issued by them, and returns their name. Idempotent. */
  async function keep(group: TextGroup): Promise<string> {
    const sentences = await current(group)
    const _id = nameOfEdition(sentences)
    const edition: TextEdition = { _id, group, sentences: sentences.map(asRow), firstIssuedAt: clock.now() }
    try {
      await TextEditionModel.updateOne({ _id }, { $setOnInsert: edition }, { upsert: true })
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
    }
    return _id
  }

  /** The texts of a document that was issued, in their order, also those that the program does not know any more. */
  async function read(edition: string): Promise<WordedSentence[]> {
    const found = await TextEditionModel.findById(edition).lean<TextEdition>()
    if (!found) throw notFound()
    return found.sentences
  }

  /** Of these names of editions those that are kept, of this group. */
  async function known(group: TextGroup, names: readonly string[]): Promise<Set<string>> {
    const found = await TextEditionModel.find({ _id: trusted({ $in: [...names] }), group }, { _id: 1 }).lean()
    return new Set(found.map(({ _id }) => _id))
  }

  return { current, keep, read, known }
}

/** An edition is named by what is in it. */
export const nameOfEdition = (sentences: readonly WordedSentence[]): string =>
  createHash('sha256')
    .update(JSON.stringify(sentences.map(({ key, locale, text }) => ({ key, locale, text }))))
    .digest('hex')

const asRow = ({ key, locale, text }: Wording): WordedSentence => ({ key, locale, text })
const nameOf = ({ key, locale }: Pick<WordedSentence, 'key' | 'locale'>): string => `${locale} ${key}`

const isUsable = (sentence: WordedSentence): sentence is Wording =>
  isMessageKey(sentence.key) && wordingProblem(sentence.locale, sentence.key, sentence.text) === null

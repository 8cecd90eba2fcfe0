import { createHash } from 'node:crypto'
import { trusted } from 'mongoose'
import { TextEditionModel, type TextEdition } from '#models/wording/edition.ts'
import { WordingModel, type WordedSentence, type WordingRecord } from '#models/wording/wording.ts'
import type { Clock } from '#outside/clock.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { notFound } from '#shared/errors.ts'
import { catalogueText, isMessageKey, locales, messageKeys, type Wording } from '#shared/texts/i18n.ts'
import { textItems, type TextGroup } from './items.ts'
import { findWordingProblem } from './rules.ts'

/** Messages that name the language of an office text which is in another language. */
const languagePrefixes = ['writing.label.', 'list.colon'] as const

/** Messages that documents use besides their group's: keys or prefixes of keys. */
const otherKeys: Partial<Record<TextGroup, readonly string[]>> = {
  contract: [
    'contracts.',
    'lease.pdf.',
    'document.kind.',
    'apply.option.useClass.',
    'acceptance.due',
    ...languagePrefixes,
  ],
  letter: [
    ...['application.state.', 'decision.reason.', 'tenancy.decision.', 'tenancy.ground.', 'list.comma'],
    ...['tenancy.field.until', 'tenancy.paid.from', 'tenancy.paid.rent', 'lease.column.tenant', ...languagePrefixes],
  ],
}
const matchesKey = (beginning: string, key: string): boolean =>
  beginning.endsWith('.') ? key.startsWith(beginning) : key === beginning

/** Texts of documents: as published, as drafted, and as they were when a document was issued. */
export function createEditions({ clock }: { clock: Clock }) {
  /**
   * Returns all sentences of a group's documents in all languages, in the order of the catalogue; with `drafts`, drafts
   * replace published ones.
   */
  async function current(group: TextGroup, { drafts = false } = {}): Promise<Wording[]> {
    const records = await WordingModel.find().lean<WordingRecord[]>()
    const own = new Map(
      records
        .flatMap(({ published, draft }) => (drafts && draft ? draft : published))
        .filter(isUsable)
        .map(sentence => [nameOf(sentence), sentence]),
    )
    const also = messageKeys.filter(key => otherKeys[group]?.some(beginning => matchesKey(beginning, key)))
    const keys = [...textItems.filter(item => item.group === group).flatMap(item => item.keys), ...also]
    return keys.flatMap(key =>
      locales.map(locale => own.get(nameOf({ key, locale })) ?? { key, locale, text: catalogueText(locale, key) }),
    )
  }

  /** Stores the current texts for a document that is being issued, and returns the name of the edition. Idempotent. */
  async function keep(group: TextGroup): Promise<string> {
    const sentences = await current(group)
    const _id = nameOfEdition(sentences)
    const edition: TextEdition = { _id, group, sentences: sentences.map(toSentence), firstIssuedAt: clock.now() }
    try {
      await TextEditionModel.updateOne({ _id }, { $setOnInsert: edition }, { upsert: true })
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
    }
    return _id
  }

  /** Returns the texts of an issued document in order, including messages that no longer exist in the program. */
  async function read(edition: string): Promise<WordedSentence[]> {
    const found = await TextEditionModel.findById(edition).lean<TextEdition>()
    if (!found) throw notFound()
    return found.sentences
  }

  /** Returns which of these names are stored editions of the group. */
  async function known(group: TextGroup, names: readonly string[]): Promise<Set<string>> {
    const found = await TextEditionModel.find({ _id: trusted({ $in: [...names] }), group }, { _id: 1 }).lean()
    return new Set(found.map(({ _id }) => _id))
  }

  return { current, keep, read, known }
}

/** An edition is named by a hash of its content. */
export const nameOfEdition = (sentences: readonly WordedSentence[]): string =>
  createHash('sha256')
    .update(JSON.stringify(sentences.map(({ key, locale, text }) => ({ key, locale, text }))))
    .digest('hex')

const toSentence = ({ key, locale, text }: Wording): WordedSentence => ({ key, locale, text })
const nameOf = ({ key, locale }: Pick<WordedSentence, 'key' | 'locale'>): string => `${locale} ${key}`

const isUsable = (sentence: WordedSentence): sentence is Wording =>
  isMessageKey(sentence.key) && findWordingProblem(sentence.locale, sentence.key, sentence.text) === null

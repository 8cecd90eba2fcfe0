import type { InformationRequest, RequestItem } from '#models/cases/parts/information-request.ts'
import { formatDay } from '#shared/texts/format.ts'
import { formatPresentedText, presentText, type OtherVersion } from '#shared/texts/writing.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import type { Round, Revision } from '#features/reviewing/requests/rounds.ts'
import { itemInWords } from '#features/cases/requests/item-text.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'
import { pathTo } from '#server/paths.ts'
import { answerSections, type ApplicationSnapshot } from '#models/cases/application.ts'
import { labelOf } from '#features/cases/answers/answers-in-words.ts'
import { differences, bothInWords } from '#features/cases/answers/differences.ts'
import type { Field } from '#features/cases/answers/fields.ts'

type Change = { label: string; was: string; is: string }
type Section = { title: string; changes: Change[] }
type DocumentChange = { kind: string; name: string; href: string; tone: 'good' | 'warn' | 'paused'; label: string }
type ChangesView = { lead: string; any: boolean; sections: Section[]; documents: DocumentChange[] }

type Changed = { id: string; revision: Revision; documents: readonly ScannedDocument[] }

/** Returns what the answer to a request has changed, by question and by document. */
function changesView(reader: DeskReader, { id, revision, documents }: Changed): ChangesView {
  const { t, locale } = reader
  const { before, after, version } = revision
  const lists = {
    sections: sectionsOf(reader, revision),
    documents: documentChanges(reader, { id, before, after, documents }),
  }
  return {
    lead: t('request.changes.lead', { after: version, day: formatDay(locale, after.at), before: version - 1 }),
    any: lists.sections.length + lists.documents.length > 0,
    ...lists,
  }
}

const changedFields = ({ before, after }: Revision) =>
  answerSections.map(section => ({
    section,
    fields: differences(section, before.answers[section], after.answers[section]),
  }))

function sectionsOf(reader: DeskReader, revision: Revision): Section[] {
  const { before, after } = revision
  return changedFields(revision)
    .filter(({ fields }) => fields.length > 0)
    .map(({ section, fields }) => ({
      title: reader.t(`apply.section.${section}`),
      changes: fields.map(field =>
        changeOf(reader, field, [before.answers[section] ?? {}, after.answers[section] ?? {}]),
      ),
    }))
}

function changeOf(reader: DeskReader, field: Field, pair: Parameters<typeof bothInWords>[2]): Change {
  const { t, account } = reader
  const hidden = field.name === 'passportNumber' && account.role === 'administrator'
  const [was, is] = hidden ? [t('case.passport-hidden'), t('case.passport-hidden')] : bothInWords(reader, field, pair)
  const nothing = t('apply.check.nothing')
  return { label: t(labelOf(field)), was: was || nothing, is: is || nothing }
}

type Listed = ApplicationSnapshot['documents'][number]
type Compared = { id: string; before: ApplicationSnapshot; after: ApplicationSnapshot; documents: Changed['documents'] }

function documentChanges(reader: DeskReader, { id, before, after, documents }: Compared): DocumentChange[] {
  const { t, locale } = reader
  const storedById = new Map(documents.map(document => [document._id.toHexString(), document]))
  const was = new Set(before.documents.map(listed => listed.id))
  const now = new Set(after.documents.map(listed => listed.id))
  const came = after.documents
    .filter(listed => !was.has(listed.id))
    .map(listed => ({ listed, replaces: findAncestor(was, listed.id, storedById) }))
  const replaced = new Set(came.map(({ replaces }) => replaces))
  const gone = before.documents.filter(listed => !now.has(listed.id) && !replaced.has(listed.id))
  const row = ({ id: document, kind, name }: Listed, tone: DocumentChange['tone'], label: string): DocumentChange => ({
    kind: t(`document.kind.${kind}` as 'document.kind.passport'),
    name,
    href: `${pathTo(locale, '/staff/applications/:id', { id })}?document=${document}#documents`,
    tone,
    label,
  })
  return [
    ...came.map(({ listed, replaces }) =>
      replaces
        ? row(listed, 'warn', t('request.changes.replaced', { version: storedById.get(listed.id)?.version ?? 2 }))
        : row(listed, 'good', t('request.changes.added')),
    ),
    ...gone.map(listed => row(listed, 'paused', t('request.changes.removed'))),
  ]
}

/** Returns the id of the earlier submitted document of which this one is a later version; null when there is none. */
function findAncestor(
  ids: ReadonlySet<string>,
  id: string,
  storedById: ReadonlyMap<string, ScannedDocument>,
): string | null {
  const earlier = storedById.get(id)?.supersedes?.toHexString()
  if (!earlier) return null
  return ids.has(earlier) ? earlier : findAncestor(ids, earlier, storedById)
}

type ItemView = {
  title: string
  /** Text as the applicant read it, in the language of the request. */
  text: string
  lang: string
  /** The author's original, when it is in another language. */
  besides: OtherVersion[]
  asIs: string | null
  status: { tone: 'warn' | 'good' | 'calm'; label: string }
  excuse: string | null
}
type RoundView = {
  title: string
  outcome: string
  extensions: string[]
  reminded: boolean
  items: ItemView[]
  note: string | null
  changes: ChangesView | null
}
export type RoundsView = { latest: RoundView; earlier: RoundView[] } | null

type Shown = { id: string; rounds: readonly Round[]; documents: readonly ScannedDocument[] }

/** Returns the information requests with their answers, the latest first. */
export function roundsView(reader: DeskReader, { id, rounds, documents }: Shown): RoundsView {
  const [latest, ...earlier] = rounds.map(({ request, revision }) => ({
    ...roundView(reader, request),
    changes: revision ? changesView(reader, { id, revision, documents }) : null,
  }))
  return latest ? { latest, earlier } : null
}

function roundView({ t, locale }: DeskReader, request: InformationRequest): Omit<RoundView, 'changes'> {
  const day = (instant: Date) => formatDay(locale, instant)
  const { number, askedAt, answerBy, closedAt, outcome, extensions, remindedOf, items, note } = request
  return {
    title: t('request.desk.title', { number, day: day(askedAt) }),
    outcome: outcome
      ? t(`request.desk.outcome.${outcome}`, { day: day(closedAt ?? askedAt) })
      : t('request.desk.by', { day: day(answerBy) }),
    extensions: extensions.map(({ to, reason, writing }) =>
      t('request.desk.extended', {
        day: day(to),
        reason: formatPresentedText(presentText({ t, locale }, { text: reason, writing })),
      }),
    ),
    reminded: Boolean(remindedOf),
    items: items.map(item => itemView(t, request, item)),
    note: note ?? null,
  }
}

const tones = { open: 'warn', answered: 'good', explained: 'calm' } as const

/** Returns an item. The applicant's unsent text is not shown to the office. */
const itemView = (t: DeskReader['t'], { locale, outcome }: InformationRequest, item: RequestItem): ItemView => ({
  title: itemInWords(t, item),
  text: item.text,
  lang: item.writing && !item.writing.original ? item.writing.language : locale,
  besides: presentText({ t, locale: item.writing?.language ?? 'ru' }, item).besides,
  asIs: item.writing?.asIs ?? null,
  status: { tone: tones[item.state], label: t(`request.desk.item.${item.state}`) },
  excuse: outcome === 'answered' && item.state === 'explained' ? (item.excuse ?? null) : null,
})

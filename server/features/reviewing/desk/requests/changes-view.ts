import { pathTo } from '#server/paths.ts'
import { answerSections, type ApplicationSnapshot } from '#models/cases/application.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import { labelOf } from '#features/cases/answers/answers-in-words.ts'
import { bothInWords } from '#features/cases/answers/differences-in-words.ts'
import { differences } from '#features/cases/answers/differences.ts'
import type { Field } from '#features/cases/answers/fields.ts'
import type { Revision } from '#features/reviewing/requests/rounds.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'

type Change = { label: string; was: string; is: string }
type Section = { title: string; changes: Change[] }
type DocumentChange = { kind: string; name: string; href: string; tone: 'good' | 'warn' | 'paused'; label: string }
export type ChangesView = { lead: string; any: boolean; sections: Section[]; documents: DocumentChange[] }

type Changed = { id: string; revision: Revision; documents: readonly ScannedDocument[] }

/** What the answer to a request has changed, question by question and document by document. */
export function changesView(reader: DeskReader, { id, revision, documents }: Changed): ChangesView {
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
  const kept = new Map(documents.map(document => [document._id.toHexString(), document]))
  const was = new Set(before.documents.map(listed => listed.id))
  const now = new Set(after.documents.map(listed => listed.id))
  const came = after.documents
    .filter(listed => !was.has(listed.id))
    .map(listed => ({ listed, replaces: ancestorIn(was, listed.id, kept) }))
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
        ? row(listed, 'warn', t('request.changes.replaced', { version: kept.get(listed.id)?.version ?? 2 }))
        : row(listed, 'good', t('request.changes.added')),
    ),
    ...gone.map(listed => row(listed, 'paused', t('request.changes.removed'))),
  ]
}

/** The document handed in before of which this one is a later version. */
function ancestorIn(ids: ReadonlySet<string>, id: string, kept: ReadonlyMap<string, ScannedDocument>): string | null {
  const earlier = kept.get(id)?.supersedes?.toHexString()
  if (!earlier) return null
  return ids.has(earlier) ? earlier : ancestorIn(ids, earlier, kept)
}

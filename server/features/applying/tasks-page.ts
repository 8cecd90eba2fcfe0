import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { CopiedFrom } from '#models/cases/parts/copied-from.ts'
import { formatDay } from '#shared/texts/format.ts'
import { isMessageKey, type MessageKey } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import type { SectionStatus } from '../cases/answers/answers.ts'
import { formSections, type FormSection } from '../cases/answers/fields.ts'
import { nameOfKind } from '../cases/papers/papers-in-words.ts'
import type { PremisesSummary } from '../cases/ports.ts'
import {
  caseHref,
  premisesCard,
  type PremisesCard,
  type ApplicantReader,
  type StatusLabel,
} from '../cases/applicant/labels.ts'
import type { Earlier } from './drafts/earlier.ts'
import type { DraftOverview } from './drafts/overview.ts'
import { minutesFor, minutesForDocuments, minutesTogether } from './drafts/remaining.ts'
import { missingFields, type MissingField } from './section-page.ts'
import { draftExpiry, type DraftExpiry } from './case/draft-expiry.ts'

/** `missing`: questions still to be answered or corrected, once the section has been begun. */
type Task = { label: string; href: string; status: StatusLabel; time: string; missing: MissingField[] }
type CopiedDocument = { kind: string; name: string; why?: string }
/** What a draft took from an earlier application, and what was left out. */
type CopiedView = {
  title: string
  sections?: string
  documents: CopiedDocument[]
  left: CopiedDocument[]
}
export type TasksPage = {
  title: string
  breadcrumb: Breadcrumb
  demo: boolean
  premises: PremisesCard[]
  progress: string
  share: { done: number; total: number }
  tasks: Task[]
  /** About how long all of the rest takes; empty when nothing is left. */
  estimate: string
  /** The unfinished section saved last, or the first unfinished one. */
  goOn: { href: string; label: string } | null
  /** Documents that the answers given so far require. */
  needed: { name: string; status: StatusLabel }[]
  /** Offer to copy an earlier submitted application, while there are sections left to fill. */
  earlier?: { title: string; action: string }
  copied?: CopiedView
  check: { label: string; href?: string; status?: StatusLabel }
  kept: DraftExpiry
  remove: { href: string; label: string }
}
export const renderTasks = view<TasksPage>('applying/tasks')

const toneOf: Record<SectionStatus, StatusLabel['tone']> = {
  not_started: 'let',
  in_progress: 'held',
  done: 'good',
  needs_attention: 'bad',
}

export const sectionLabel = (status: SectionStatus, { t }: Pick<ApplicantReader, 't'>): StatusLabel => ({
  tone: toneOf[status],
  label: t(`apply.status.${status}`),
})

type Tasks = { draft: DraftOverview; known: Map<string, PremisesSummary>; earlier: Earlier | null }

export function tasksPage(reader: ApplicantReader, { draft, known, earlier }: Tasks): TasksPage {
  const { t, locale } = reader
  const { application, statuses, ready, keptUntil: lastDay } = draft
  const base = caseHref(locale, application)
  const done = formSections.filter(section => statuses[section] === 'done').length
  return {
    title: t('apply.task.title'),
    breadcrumb: [
      { label: t('apply.list.title'), href: pathTo(locale, '/applications') },
      { label: t('apply.task.title') },
    ],
    demo: [...known.values()].some(summary => summary.demo),
    premises: application.premises.map(code => premisesCard(code, known.get(code), reader)),
    progress: t('apply.task.progress', { done, total: formSections.length }),
    share: { done, total: formSections.length },
    tasks: formSections.map(section => taskOf(reader, draft, section)),
    estimate: estimateOf(reader, draft),
    goOn: continueLink(reader, draft),
    needed: draft.needed.map(({ kind, there }) => ({
      name: nameOfKind(t, kind, application.answers),
      status: there
        ? { tone: 'good', label: t('apply.needed.there') }
        : { tone: 'let', label: t('apply.documents.missing') },
    })),
    ...earlierOf(reader, draft.application, earlier),
    check: {
      label: t('apply.section.check'),
      ...(ready ? { href: `${base}/check` } : { status: { tone: 'let', label: t('apply.status.waiting') } }),
    },
    kept: draftExpiry(lastDay, reader),
    remove: { href: `${base}/delete`, label: t('apply.delete.title') },
  }
}

function taskOf(reader: ApplicantReader, draft: DraftOverview, section: FormSection): Task {
  const { t, locale } = reader
  const href = `${caseHref(locale, draft.application)}/${section}`
  const minutes = minutesLeft(draft, section)
  return {
    label: t(`apply.section.${section}`),
    href,
    status: sectionLabel(draft.statuses[section], reader),
    time: minutes === 0 ? '' : t('apply.minutes', { minutes }),
    // Missing documents have a list of their own.
    missing:
      section === 'documents' || draft.statuses[section] === 'not_started'
        ? []
        : missingFields(t, draft.open[section], href),
  }
}

const minutesLeft = ({ open }: DraftOverview, section: FormSection): number =>
  section === 'documents' ? minutesForDocuments(open.documents.length) : minutesFor(section, open[section])

function estimateOf({ t }: ApplicantReader, draft: DraftOverview): string {
  const minutes = minutesTogether(formSections.map(section => minutesLeft(draft, section)))
  return minutes === 0 ? '' : t('apply.task.estimate', { minutes })
}

/** Returns a link to the unfinished section saved last, for users who come back on any device. */
function continueLink({ t, locale }: ApplicantReader, { application, statuses }: DraftOverview): TasksPage['goOn'] {
  const unfinished = formSections.filter(section => statuses[section] !== 'done')
  const at = (section: FormSection) =>
    (section === 'documents' ? undefined : application.savedAt[section])?.getTime() ?? 0
  const last = unfinished.toSorted((one, other) => at(other) - at(one))[0]
  if (!last || Object.keys(application.savedAt).length === 0) return null
  return {
    href: `${caseHref(locale, application)}/${last}`,
    label: t('apply.task.go-on', { section: t(`apply.section.${last}`) }),
  }
}

/** Sections that an earlier application can fill. */
const fillable = ['applicant', 'company', 'plan'] as const

function earlierOf(reader: ApplicantReader, application: Application, earlier: Earlier | null) {
  const { copied, savedAt } = application
  if (copied) return { copied: copiedView(reader, copied) }
  if (!earlier || fillable.every(section => savedAt[section])) return {}
  const title = reader.t('apply.earlier.title', { reference: earlier.reference })
  return { earlier: { title, action: `${caseHref(reader.locale, application)}/copy` } }
}

function copiedView({ t, locale }: ApplicantReader, { reference, at, sections, documents }: CopiedFrom): CopiedView {
  const named = documents.map(({ kind, name, left }) => ({
    kind: kindOf(t, kind),
    name,
    ...(left ? { why: t(`apply.copied.left.${left}`) } : {}),
  }))
  const names = sections.map(section => t(`apply.section.${section}` as MessageKey))
  return {
    title: t('apply.copied.title', { reference, day: formatDay(locale, at) }),
    ...(names.length > 0
      ? { sections: t('apply.copied.sections', { sections: names.join(t('apply.needed.comma')) }) }
      : {}),
    documents: named.filter(({ why }) => !why),
    left: named.filter(({ why }) => why),
  }
}

function kindOf(t: ApplicantReader['t'], kind: string): string {
  const key = `document.kind.${kind}`
  return isMessageKey(key) ? t(key) : kind
}

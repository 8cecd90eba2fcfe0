import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { Letter } from '#models/deciding/letter.ts'
import { formatDay, formatArea } from '#shared/texts/format.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { dot } from '#shared/texts/facts.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { actorOf } from '#web/access/access.ts'
import { errorSummary, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import type { CopyBox } from '#web/requests/sent-texts.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import type { PastOfferView } from '#features/cases/acceptance/past-papers.ts'
import { acceptedTerms, type AcceptedTerms } from '#features/cases/acceptance/terms-in-words.ts'
import { acceptanceOf } from '#features/cases/acceptance/offer-acceptance.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import type { Rivals } from '#features/cases/queue/rivals.ts'
import type { LetterView } from '#features/cases/letters/view.ts'
import { roundsOf } from '#features/reviewing/requests/rounds.ts'
import { statusRows, type StatusRow } from '#features/cases/status/status-text.ts'
import { scoresMissing } from '#features/cases/review/rubric.ts'
import { hasEnded, isUnderReview } from '#features/cases/states.ts'
import { nextActFacts, nextActOf } from '#features/cases/status/next-act.ts'
import { stageOf } from '#features/cases/status/stage.ts'
import type { CaseActions } from '#features/cases/desk/action-list.ts'
import { obstacleOf } from '#features/cases/desk/obstacles.ts'
import { actionsView, refusedErrors, type ActionView, type RefusedAction } from '#features/cases/desk/actions-view.ts'
import { answersView, type AnswerGroup } from '#features/cases/desk/answers-view.ts'
import { seesPassports } from '#features/cases/documents/passports.ts'
import { handlingView, type HandlingView } from '#features/reviewing/desk/handling/view.ts'
import { interviewView, type InterviewView } from '#features/reviewing/desk/interviews/view.ts'
import {
  messagesView,
  notesView,
  type MessagesView,
  type NotesView,
} from '#features/reviewing/desk/correspondence/view.ts'
import { textsView, type TextsView } from '#features/reviewing/desk/texts/view.ts'
import { roundsView, type RoundsView } from '#features/reviewing/desk/requests/rounds-view.ts'
import { stateLabel, premisesStatus, type DeskReader } from '#features/cases/desk/labels.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { fitWarnings, needsOf } from '#features/cases/answers/fit.ts'
import { factsOf, type Fact } from './facts-view.ts'
import { findingLabels } from './document-viewer.ts'
import { documentsView, type DocumentsView } from './documents-view.ts'
import { assessmentsView, timelineView, type AssessmentsView, type TimelineEntry } from './history-view.ts'
import { pointsView, type PointsView } from './points-view.ts'
import { rivalsView, type RivalsView } from './rivals-view.ts'
import { publishedOf, type ObjectionView } from './published-view.ts'

type CasePage = {
  title: string
  demo: boolean
  breadcrumb: Breadcrumb
  reference: string
  applicant: string
  retained: string | null
  state: { tone: string; label: string }
  facts: Fact[]
  /** Why the last action failed. */
  alert: string | null
  errors: ErrorSummary
  /** Text typed into a form that this page does not have, or no longer has. */
  typed: CopyBox[]
  standing: StatusRow[]
  now: { sentence: string; obstacle: string | null; actions: ActionView[] }
  tenancy: string | null
  /** Address of the page of conditions and contract. */
  acceptance: string | null
  accepted: AcceptedTerms | null
  /** Why the content is not shown to this person. */
  closed: string | null
  /** Remark on the answers below, or the reason why there are none. */
  answersHint: string
  /** Address of the PDF copy of the submitted application; null for users who may not read passports. */
  copy: string | null
  choices: ChoiceRow[]
  points: PointsView
  rivals: RivalsView
  requests: RoundsView
  assessments: AssessmentsView
  handling: HandlingView | null
  interview: InterviewView | null
  notes: NotesView | null
  messages: MessagesView | null
  texts: TextsView
  answers: AnswerGroup[]
  documents: DocumentsView | null
  objections: ObjectionView[]
  /** Why this officer answers none of the open objections. */
  objectionNote: string | null
  pastOffers: PastOfferView[]
  letters: LetterView[]
  timeline: TimelineEntry[]
}
export const renderCase = view<CasePage>('applications/desk/case')

export type CaseView = {
  file: CaseFile
  /** All actions on cases. */
  actions: CaseActions
  documents: readonly ScannedDocument[]
  letters: readonly Letter[]
  /** Other cases that want its units; null when nobody decides on them any more. */
  rivals: Rivals | null
  /** Id of the document shown beside the answers. */
  chosen?: string | undefined
  assignee: string | undefined
  /** Id of the tenancy that followed from the case. */
  tenancyId: string | undefined
  refused?: RefusedAction
  /** Refused finding about the chosen document. */
  judged?: FormFailure | undefined
  alert?: string | null
  /** Text typed into the form that this page answers. */
  sent: CopyBox[]
}

export function casePage(reader: DeskReader, view: CaseView): CasePage {
  const { t, locale, account } = reader
  const { file, refused = null, alert = null } = view
  const { application } = file
  const closed = file.closed !== null
  const actions = actionsView(reader, { file, actions: view.actions, refused })
  const rounds = visibleRounds(file)
  const documents = closed ? null : visibleDocuments(reader, view)
  return {
    ...headOf(reader, file),
    facts: factsOf(reader, view),
    alert,
    errors: view.judged ? errorSummary(t, view.judged.errors, findingLabels) : refusedErrors(reader, refused, actions),
    typed: unplacedTexts(view, actions, documents),
    standing: officeStatusRows(reader, file),
    now: {
      sentence: nowSentence(reader, file),
      obstacle: obstacleSentence(reader, view),
      actions: actions.filter(({ place }) => !place),
    },
    ...acceptanceParts(reader, file),
    tenancy: view.tenancyId ? pathTo(locale, '/staff/tenancies/:id', { id: view.tenancyId }) : null,
    closed: file.closed && t(file.closed),
    answersHint: t(application.anonymisedAt ? 'case.answers.gone' : 'case.answers.hint'),
    copy: copyHref(reader, application),
    choices: choicesView(reader, file),
    points: pointsView(reader, file, view.documents),
    rivals: rivalsView(reader, file, view.rivals),
    requests: roundsView(reader, { id: application._id.toHexString(), rounds, documents: view.documents }),
    ...writtenParts(reader, view, actions),
    handling: file.interest === 'conflict' ? null : handlingView(reader, file, { actions, assignee: view.assignee }),
    answers:
      closed || application.anonymisedAt
        ? []
        : answersView(reader, application, { showPassport: account.role !== 'administrator' }),
    documents,
    ...publishedOf(reader, view, closed),
    timeline: timelineView(reader, application),
  }
}

function visibleDocuments(
  reader: DeskReader,
  { file: { application }, documents, chosen, judged }: CaseView,
): DocumentsView {
  return documentsView(reader, { application, documents, chosen, judged })
}

/** Returns the typed text when the refused form is not on this page: it no longer exists or has a page of its own. */
function unplacedTexts(
  { refused, judged, sent }: CaseView,
  actions: readonly ActionView[],
  documents: DocumentsView | null,
): CopyBox[] {
  if (judged) return documents?.viewer?.judging ? [] : sent
  const isHere = !refused || actions.some(({ id, page, blocked }) => id === refused.action && !page && !blocked)
  return isHere ? [] : sent
}

function copyHref(
  { locale, account }: DeskReader,
  { _id, snapshot, anonymisedAt }: CaseFile['application'],
): string | null {
  if (!snapshot || anonymisedAt || !seesPassports(account.role)) return null
  return pathTo(locale, '/applications/:id/papers/:paper', { id: _id.toHexString(), paper: 'submitted' })
}

/** Returns the information requests; none while the content of the case is closed to this person. */
const visibleRounds = (file: CaseFile) => (file.closed ? [] : roundsOf(file.application))

/** Returns the texts of colleagues and applicant; none while the content of the case is closed to this person. */
function writtenParts(reader: DeskReader, { file, actions: all }: CaseView, actions: readonly ActionView[]) {
  if (file.closed) return { assessments: null, interview: null, notes: null, messages: null, texts: null }
  const { application } = file
  return {
    assessments: assessmentsView(reader, application),
    interview: interviewView(reader, application, actions),
    notes: notesView(reader, application, actions),
    messages: messagesView(reader, file, actions),
    texts: textsView(reader, application, { today: file.today, actions: all }),
  }
}

const officeStatusRows = ({ t, locale }: DeskReader, { application, today, since }: CaseFile): StatusRow[] =>
  statusRows({ t, locale, side: 'office', today, since }, application, stageOf(application))

/** Returns the way to conditions and contract, and the accepted terms; nothing while the content is closed to this person. */
function acceptanceParts(reader: DeskReader, { application, closed }: CaseFile) {
  if (closed || !acceptanceOf(application)) return { acceptance: null, accepted: null }
  const id = application._id.toHexString()
  return {
    acceptance: pathTo(reader.locale, '/staff/applications/:id/acceptance', { id }),
    accepted: acceptedTerms(reader, application),
  }
}

/** Returns a sentence on data that were removed after the retention period. */
function retainedSentence(
  { t, locale }: Pick<DeskReader, 't' | 'locale'>,
  { anonymisedAt, documentsErasedAt }: Application,
): string | null {
  if (anonymisedAt) return t('case.retention.anonymised', { day: formatDay(locale, anonymisedAt) })
  return documentsErasedAt ? t('case.retention.documents', { day: formatDay(locale, documentsErasedAt) }) : null
}

function headOf({ t, locale }: DeskReader, { application, choices }: CaseFile) {
  const reference = application.reference ?? ''
  return {
    retained: retainedSentence({ t, locale }, application),
    title: t('case.title', { reference }),
    demo: choices.some(({ standing }) => standing?.demo),
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('case.queue.title'), href: pathTo(locale, '/staff/applications') },
      { label: reference },
    ],
    reference,
    applicant: application.applicantName ?? '',
    state: stateLabel(t, application.state),
  }
}

/** Returns a sentence on who has to do what now. */
function nowSentence({ t, locale }: DeskReader, { application, closed }: CaseFile): string {
  if (hasEnded(application.state)) return t('case.now.ended')
  if (isUnderReview(application.state) && scoresMissing(application) === 0) return t('case.now.scored')
  const stage = stageOf(application)
  const act = nextActOf(application, stage)
  if (act.situation === 'review' && closed === 'case.closed.undeclared') return t('case.now.review.undeclared')
  return t(`case.now.${act.situation}` as MessageKey, nextActFacts({ t, locale }, application, act))
}

/** Returns why the user cannot act, when the next step belongs to their role but is not possible now. */
function obstacleSentence({ t, account }: DeskReader, { file, actions }: CaseView): string | null {
  if (file.interest === 'conflict') return t('case.refused.conflict')
  if (actions.canActNow(file, actorOf(account))) return null
  const obstacle = obstacleOf(file)
  return obstacle ? t(`application.refused.${obstacle}`) : null
}

type ChoiceRow = {
  rank: string
  code: string
  href: string
  facts: string
  status: { tone: string; label: string }
  /** Warnings as the applicant saw them. */
  warnings: string[]
}

/** Returns the chosen premises in the applicant's order, with their status. */
function choicesView({ t, locale }: DeskReader, { choices, application }: CaseFile): ChoiceRow[] {
  const needs = needsOf(application.snapshot?.answers ?? {})
  return choices.map(({ code, standing }, index) => ({
    rank: String(index + 1),
    code,
    href: pathTo(locale, '/premises/:code', { code }),
    facts: standing
      ? [readText(standing.title, locale).text, formatArea(locale, standing.areaUsableSqM)].join(dot)
      : '',
    status: premisesStatus(t, standing?.status, code === application.heldPremises),
    warnings: standing ? fitWarnings({ t, locale }, needs, standing) : [],
  }))
}

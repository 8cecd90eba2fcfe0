import { pathTo } from '#server/paths.ts'
import { formatInstant } from '#shared/texts/format.ts'
import type { Translate } from '#shared/texts/i18n.ts'
import { inputValue, type FormFailure, type FieldLabels } from '#web/forms/forms.ts'
import { canJudge, findings, reviewStateOf } from '#features/documents/review-rules.ts'
import { isReadable } from '#features/documents/scan-rules.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import type { Application } from '#models/cases/application.ts'
import { reviewLabel, scanLabel, type Label } from '#features/cases/documents/document-labels.ts'
import { isPassportClosedTo } from '#features/cases/documents/passports.ts'
import { hasEnded } from '#features/cases/states.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'
import type { Option } from '#web/forms/fields.ts'

export type DocumentViewer = {
  name: string
  kind: string
  /** Why nobody can read it. */
  unreadable: string | null
  download: string
  /** Addresses for viewing in the page; all null for files that only a program on the reader's device can open. */
  open: string | null
  pdf: string | null
  image: string | null
  /** Findings so far, oldest first. */
  findings: { label: Label; when: string; who: string; note: string | null }[]
  judging: FindingForm | null
}
type FindingForm = {
  /** Whether the form is open, because it was refused. */
  open: boolean
  action: string
  seen: number
  options: Option[]
  finding: string | null
  note: { value: string; error: string | null }
}

const images: readonly string[] = ['image/jpeg', 'image/png', 'image/webp']
const pdf = 'application/pdf'

/**
 * Checks whether a page can show the document: a PDF, or a picture that the server can copy. HEIC and Office files need
 * programs.
 */
export const canBeShown = ({ mediaType, scanState }: ScannedDocument): boolean =>
  isReadable(scanState) && (mediaType === pdf || images.includes(mediaType))

export type Opened = {
  document: ScannedDocument
  application: Pick<Application, '_id' | 'state'>
  /** Refused finding with the text that was typed. */
  judged?: FormFailure | undefined
}

/** Returns one document for the viewer beside the answers: content, findings, and the form for a new finding. */
export function documentViewer(reader: DeskReader, opened: Opened): DocumentViewer {
  const { t, locale } = reader
  const { document, application } = opened
  const { name, kind, mediaType, reviews } = document
  const ids = { id: application._id.toHexString(), documentId: document._id.toHexString() }
  const download = pathTo(locale, '/applications/:id/documents/:documentId', ids)
  const page =
    mediaType === pdf
      ? pathTo(locale, '/staff/applications/:id/documents/:documentId/view', ids)
      : `${download}?inline=1`
  const hidden = unreadableTo(reader, document)
  const viewHref = !hidden && canBeShown(document) ? page : null
  return {
    name,
    kind: t(`document.kind.${kind}`),
    unreadable: hidden,
    download,
    open: viewHref,
    pdf: mediaType === pdf ? viewHref : null,
    image: mediaType === pdf ? null : viewHref,
    findings: reviews.map(({ state, at, by, note }) => ({
      label: reviewLabel(t, state),
      when: formatInstant(locale, at),
      who: by.name,
      note: note ?? null,
    })),
    judging: mayRecordFinding(reader, opened)
      ? findingFormOf(t, opened, pathTo(locale, '/staff/applications/:id/documents/:documentId', ids))
      : null,
  }
}

/** Returns why this colleague cannot open it; null when they can. */
function unreadableTo({ t, account }: DeskReader, document: ScannedDocument): string | null {
  if (isPassportClosedTo(account.role, document)) return t('case.passport-hidden')
  return isReadable(document.scanState) ? null : scanLabel(t, document).label
}

const officers: readonly string[] = ['reviewer', 'decider']

const mayRecordFinding = ({ account }: DeskReader, { document, application }: Opened): boolean =>
  officers.includes(account.role) &&
  !hasEnded(application.state) &&
  findings[reviewStateOf(document)].some(to => canJudge(document, to, 'to be given').ok)

export const findingLabels: FieldLabels = { finding: 'document.judge.state', findingNote: 'document.judge.note' }

const emptyFailure: FormFailure = { ok: false, errors: {}, typed: {} }

function findingFormOf(t: Translate, { document, judged = emptyFailure }: Opened, action: string): FindingForm {
  const { errors, typed } = judged
  const chosen = inputValue(typed, 'finding')
  return {
    action,
    open: judged !== emptyFailure,
    seen: document.reviews.length,
    options: findings[reviewStateOf(document)].map(state => ({
      value: state,
      label: t(`document.review.${state}`),
      selected: state === chosen,
    })),
    finding: errors.finding ? t(errors.finding) : null,
    note: {
      value: inputValue(typed, 'findingNote'),
      error: errors.findingNote ? t(errors.findingNote) : null,
    },
  }
}

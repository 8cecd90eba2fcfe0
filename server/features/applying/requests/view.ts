import type { Application } from '#models/cases/application.ts'
import type { RequestItem } from '#models/cases/parts/information-request.ts'
import { cityDayOf, daysBetween } from '#shared/days/city-day.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { presentText, type OtherVersion } from '#shared/texts/writing.ts'
import type { ErrorSummary } from '#web/forms/forms.ts'
import type { RequestProgress } from '#features/cases/requests/progress.ts'
import { isAwaited, type ItemProgress } from '#features/cases/requests/items.ts'
import { itemInWords } from '#features/cases/requests/item-text.ts'
import { caseHref, type ApplicantReader, type StatusLabel } from '#features/cases/applicant/labels.ts'

type ItemView = {
  id: string
  title: string
  text: string
  lang: string
  besides: OtherVersion[]
  status: StatusLabel
  href: string
  go: string
  excuse: {
    action: string
    name: string
    domId: string
    label: string
    value: string
    hint: string
    rows: number
  } | null
  excused: string | null
}
export type QuestionView = {
  deadline: string
  left: string
  urgent: boolean
  /** The request in words, when it has no items; else null. */
  text: string | null
  documents: string
  items: ItemView[]
  also: { text: string; href: string }[]
  ready: boolean
  errors: ErrorSummary
  note: string
  noteError: string | null
  noteOptional: boolean
}

/** Refused answer to an information request, with the text that was typed. */
export type RefusedAnswer = { note: string; noteError?: string }
type QuestionContext = { application: Application; standing: RequestProgress; refused: RefusedAnswer | undefined }

/** Returns what the office asks for and the progress of the answer. Empty when no answer is awaited. */
export function questionView(reader: ApplicantReader, context: QuestionContext): { question?: QuestionView } {
  const { t, locale } = reader
  const { application, standing, refused } = context
  const { answerBy } = application
  if (!answerBy || !isAwaited(application, reader.now)) return {}
  const documents = `${caseHref(locale, application)}/documents`
  return {
    question: {
      deadline: t('request.deadline', { day: formatDay(locale, answerBy) }),
      ...leftUntil(reader, answerBy),
      text: requestReason(application),
      documents,
      items: standing.items.map(({ item, progress }) => itemView(reader, application, { item, progress })),
      also: standing.alsoNeeded.map(kind => ({
        text: t('request.also-needed', { kind: t(`document.kind.${kind}`) }),
        href: `${documents}#${kind}-title`,
      })),
      ready: standing.ready,
      noteOptional: standing.items.length > 0,
      ...refusalOf(reader, standing, refused),
    },
  }
}

function leftUntil({ t, now }: ApplicantReader, answerBy: Date) {
  const daysLeft = daysBetween(cityDayOf(now), cityDayOf(answerBy))
  const left = daysLeft === 0 ? t('apply.offer.last-day') : t('apply.offer.days', { count: daysLeft })
  return { left, urgent: daysLeft <= 2 }
}

/** Returns the reason of the move to `information_requested`, when the request has no items; else null. */
const requestReason = ({ request, events }: Application): string | null =>
  request ? null : (events.findLast(({ to }) => to === 'information_requested')?.reason ?? '')

function refusalOf(reader: ApplicantReader, requestProgress: RequestProgress, refused: RefusedAnswer | undefined) {
  if (!refused) return { errors: null, note: '', noteError: null }
  return {
    errors: errorsOf(reader, requestProgress, refused),
    note: refused.note,
    noteError: refused.noteError ?? null,
  }
}

const tones: Record<ItemProgress, StatusLabel['tone']> = {
  open: 'warn',
  wrong: 'bad',
  answered: 'good',
  explained: 'calm',
}

type ItemState = { item: RequestItem; progress: ItemProgress }

function itemView({ t, locale }: ApplicantReader, application: Application, { item, progress }: ItemState): ItemView {
  const base = caseHref(locale, application)
  const title = itemInWords(t, item)
  const excused = progress === 'explained' ? (item.excuse ?? null) : null
  return {
    id: `item-${item.id}`,
    title,
    ...itemTexts({ t, locale }, item, application.request?.locale),
    status: { tone: tones[progress], label: t(`request.progress.${progress}`) },
    href: placeOf(base, item),
    go: t(`request.go.${item.about}`),
    excuse: mayExcuse(progress)
      ? {
          action: `${base}/request/${item.id}`,
          name: 'excuse',
          domId: `excuse-${item.id}`,
          label: t('request.excuse.text', { item: title }),
          value: item.excuse ?? '',
          hint: t('request.excuse.hint'),
          rows: 3,
        }
      : null,
    excused: excused ? t('request.excuse.yours', { text: excused }) : null,
  }
}

/** Returns the item in the language of the request, with the translations that officers wrote. */
function itemTexts(reader: Reader, { text, writing }: RequestItem, requestLanguage: string | undefined) {
  const lang = requestLanguage ?? reader.locale
  const { besides } = presentText({ ...reader, locale: writing?.language ?? reader.locale }, { text, writing })
  return { text, lang: writing && !writing.original ? writing.language : lang, besides }
}

const mayExcuse = (progress: ItemProgress): boolean => progress === 'open' || progress === 'explained'

function placeOf(base: string, item: RequestItem): string {
  if (item.about === 'section') return `${base}/${item.target}`
  return `${base}/documents#${item.about === 'kind' ? item.target : item.documentKind}-title`
}

function errorsOf(
  { t }: ApplicantReader,
  { items, ready }: RequestProgress,
  { noteError }: RefusedAnswer,
): ErrorSummary {
  if (noteError) return { items: [{ href: '#note', text: noteError }] }
  if (ready) return null
  const open = items.filter(({ progress }) => progress === 'open' || progress === 'wrong')
  const named = open.map(({ item, progress }) => ({
    href: `#item-${item.id}`,
    text: t('request.error.named', {
      item: itemInWords(t, item),
      error: t(progress === 'open' ? `request.to-do.${item.about}` : `request.progress.${progress}`),
    }),
  }))
  return { items: named.length > 0 ? named : [{ href: '#also-needed', text: t('request.not-finished') }] }
}

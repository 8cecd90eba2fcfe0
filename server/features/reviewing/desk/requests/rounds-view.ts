import type { InformationRequest, RequestItem } from '#models/cases/parts/information-request.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { ScannedDocument } from '#features/documents/service.ts'
import type { Round } from '#features/reviewing/requests/rounds.ts'
import { itemInWords } from '#features/cases/requests/item-text.ts'
import type { DeskReader } from '#features/cases/desk/labels.ts'
import { changesView, type ChangesView } from './changes-view.ts'

type ItemView = {
  title: string
  /** As the applicant read it, in the language of the request. */
  text: string
  lang: string
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

/** What was asked of the applicant and what they made of it, the latest round first. */
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
    extensions: extensions.map(({ to, reason }) => t('request.desk.extended', { day: day(to), reason })),
    reminded: Boolean(remindedOf),
    items: items.map(item => itemView(t, request, item)),
    note: note ?? null,
  }
}

const tones = { open: 'warn', answered: 'good', explained: 'calm' } as const

/** What the applicant has typed, but not sent yet, is not the office's to read. */
const itemView = (t: DeskReader['t'], { locale, outcome }: InformationRequest, item: RequestItem): ItemView => ({
  title: itemInWords(t, item),
  text: item.text,
  lang: locale,
  status: { tone: tones[item.state], label: t(`request.desk.item.${item.state}`) },
  excuse: outcome === 'answered' && item.state === 'explained' ? (item.excuse ?? null) : null,
})

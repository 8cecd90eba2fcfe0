import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { Condition } from '#models/cases/parts/acceptance.ts'
import type { StoredDocument } from '#models/documents/document.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { dot } from '#shared/texts/facts.ts'
import type { Translate, Reader } from '#shared/texts/i18n.ts'
import { presentText, type OtherVersion } from '#shared/texts/writing.ts'
import { awaitedConditions, conditionsOf, uploadedSinceOffer } from '../cases/acceptance/offer-acceptance.ts'
import { conditionName } from '../cases/acceptance/condition-name.ts'
import { isOwedByTenant } from '../cases/acceptance/rules.ts'

export type ConditionView = {
  id: string
  kind: Condition['kind']
  title: string
  about: string
  due: string
  status: { tone: 'good' | 'warn' | 'calm' | 'bad' | 'let'; label: string }
  note?: string
  /** Text and note in languages other than that of the page. */
  besides: OtherVersion[]
  open: boolean
  /** `href` is missing where the file may not be read. */
  files: { name: string; href?: string }[]
}
type ConditionReader = Reader & { today: CityDay; mayRead?: (document: StoredDocument) => boolean }

/** Returns the conditions of a case with their papers, the same for applicant and staff. */
export function conditionViews(
  reading: ConditionReader,
  application: Application,
  documents: readonly StoredDocument[],
): ConditionView[] {
  const { mayRead = () => true } = reading
  const papers = uploadedSinceOffer(application, documents)
  return conditionsOf(application).map(condition => {
    const files = papers.filter(({ kind }) => kind === condition.kind)
    return {
      ...headOf(reading, condition),
      ...(application.handedOverOn && condition.state === 'open'
        ? leftAtHandover(reading, application, condition)
        : statusOf(reading, condition)),
      files: files.map(file => ({
        name: file.name,
        ...(mayRead(file)
          ? {
              href: pathTo(reading.locale, '/applications/:id/documents/:documentId', {
                id: application._id.toHexString(),
                documentId: file._id.toHexString(),
              }),
            }
          : {}),
      })),
    }
  })
}

function headOf(reading: ConditionReader, { _id, kind, textWriting, noteWriting, ...condition }: Condition) {
  const { t } = reading
  const text = presentText(reading, { text: condition.text ?? '', writing: textWriting })
  const note = presentText(reading, { text: condition.note ?? '', writing: noteWriting })
  return {
    id: _id.toHexString(),
    kind,
    title: conditionName(reading, { kind, textWriting, ...condition }),
    about: t(`acceptance.about.${kind}`),
    ...(note.text ? { note: t('acceptance.note', { note: note.text }) } : {}),
    besides: [...text.besides, ...note.besides],
  }
}

function statusOf({ t, locale, today }: ConditionReader, { state, dueOn, handedInAt }: Condition) {
  const open = state === 'open'
  const handedIn = Boolean(handedInAt)
  const late = open && !handedIn && dueOn < today
  const shownState = open && handedIn ? 'handed_in' : state
  const tone = { open: 'warn', handed_in: 'calm', met: 'good', waived: 'let' } as const
  const day = formatCityDay(locale, dueOn)
  return {
    open,
    due: t(late ? 'acceptance.overdue' : 'acceptance.due', { day }),
    status: {
      tone: late ? ('bad' as const) : tone[shownState],
      label: t(`acceptance.state.${shownState}`),
    },
  }
}

/** Says what became of a condition that was open at the handover: nobody decides on it any more. */
function leftAtHandover({ t, locale }: ConditionReader, application: Application, condition: Condition) {
  const owed = isOwedByTenant(application, condition)
  const day = formatCityDay(locale, condition.dueOn)
  const label = condition.handedInAt ? t('acceptance.state.given') : t('acceptance.state.contract', { day })
  return {
    open: false,
    due: '',
    status: { tone: 'calm' as const, label: owed ? t('acceptance.state.owed') : label },
  }
}

/** Says how many conditions wait for papers, and how many for the office to check them. */
export function conditionsLeft(t: Translate, application: Application): string {
  const open = conditionsOf(application).filter(({ state }) => state === 'open').length
  if (open > 0 && application.handedOverOn) return t('acceptance.conditions.handed-over')
  const awaited = awaitedConditions(application).length
  if (open > 0 && awaited === 0) return t('acceptance.conditions.checked', { count: open })
  const left = t('acceptance.conditions.left', { count: awaited })
  return open > awaited ? `${left}${dot}${t('acceptance.conditions.checked', { count: open - awaited })}` : left
}

import type { Application } from '../../../../models/application.ts'
import { formatDay } from '../../../shared/format.ts'
import type { CityDay } from '../../../shared/city-day.ts'
import { view } from '../../../web/view.ts'
import type { PremisesStanding } from '../ports.ts'
import { keptUntil, type KeptUntil } from './kept-until.ts'
import {
  caseHref,
  nextStep,
  premisesCard,
  stateLabel,
  type PremisesCard,
  type Reader,
  type StatusLabel,
} from './words.ts'

type Entry = {
  title: string
  premises: PremisesCard[]
  status: StatusLabel
  when: string
  kept?: KeptUntil
  next?: string
  href: string
  action: string
}
export type ApplicationListPage = {
  title: string
  demo: boolean
  /** A premises that somebody came to apply for. */
  start?: { title: string; about: PremisesCard; code: string; action: string }
  entries: Entry[]
  empty: boolean
  find: string
  viewings: string
}
export const renderApplicationList = view<ApplicationListPage>('applications/apply/list')

type Found = {
  applications: Application[]
  known: Map<string, PremisesStanding>
  /** Last days of the drafts, by id. */
  kept: ReadonlyMap<string, CityDay>
  startWith?: PremisesStanding
}

export function applicationListPage(
  reader: Reader,
  { applications, known, kept, startWith }: Found,
): ApplicationListPage {
  const { t, locale } = reader
  return {
    title: t('apply.list.title'),
    demo: [...known.values(), ...(startWith ? [startWith] : [])].some(standing => standing.demo),
    ...(startWith ? { start: startOf(startWith, reader) } : {}),
    entries: applications.map(application => ({
      ...entryOf(application, known, reader),
      ...keptOf(kept.get(application._id.toHexString()), reader),
    })),
    empty: applications.length === 0 && !startWith,
    find: `/${locale}/premises`,
    viewings: `/${locale}/viewings`,
  }
}

const startOf = (standing: PremisesStanding, reader: Reader) => ({
  title: reader.t('apply.start.title', { code: standing.code }),
  about: premisesCard(standing.code, standing, reader),
  code: standing.code,
  action: `/${reader.locale}/applications`,
})

const keptOf = (day: CityDay | undefined, reader: Reader) => (day ? { kept: keptUntil(day, reader) } : {})

function entryOf(application: Application, known: Map<string, PremisesStanding>, reader: Reader): Entry {
  const { t, locale } = reader
  const draft = application.state === 'draft'
  const { reference, submittedAt, updatedAt } = application
  return {
    title: reference
      ? t('apply.case.title', { reference })
      : t('apply.list.draft', { premises: application.startedFor }),
    premises: application.premises.map(code => premisesCard(code, known.get(code), reader)),
    status: stateLabel(application, reader),
    when: submittedAt
      ? t('apply.list.submitted', { day: formatDay(locale, submittedAt) })
      : t('apply.list.saved', { day: formatDay(locale, updatedAt) }),
    ...(draft ? {} : { next: nextStep(application, reader) }),
    href: caseHref(locale, application),
    action: t(draft ? 'apply.list.continue' : 'apply.list.open'),
  }
}

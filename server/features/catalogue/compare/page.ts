import { pathTo } from '#server/paths.ts'
import { formatArea, formatRoundMoney } from '#shared/texts/format.ts'
import type { MoneyReader } from '#shared/money/currencies.ts'
import { readText } from '#shared/texts/localised-text.ts'
import { view } from '#web/pages/view.ts'
import { photoCardView, type PhotoView } from '#features/premises/photos/photo-view.ts'
import { colleagueLinksFor } from '#features/premises/colleague-links.ts'
import { costOf } from '#features/premises/rules.ts'
import type { Locale, Reader } from '#shared/texts/i18n.ts'
import type { SessionAccount } from '#web/locals.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { drawingOf } from '../card.ts'
import { costExplanation, type Assumptions, type CostExplanation } from '../browse/money.ts'
import type { CardPremises } from '../service.ts'
import { maxCompared, type CompareQuery } from './input.ts'
import { groupsOf, type Compared, type Group } from './rows.ts'

type Head = {
  code: string
  href: string
  title: string
  lang: string | null
  tone: string
  label: string
  drawing: string | null
  photo: PhotoView | null
  /** Action of the form while one can apply. */
  apply: string | null
  /** For colleagues, in place of `apply`: the premises or its cases on the staff's pages. */
  staff: { label: string; href: string } | null
  remove: string
  removeLabel: string
}

export type ComparePage = {
  title: string
  description: string
  noindex: boolean
  wide: true
  demo: boolean
  breadcrumb: Breadcrumb
  notes: string[]
  heads: Head[]
  /** One more than the number of premises, because the first column names the rows. */
  columns: number
  groups: Group[]
  /** True when all rows are equal and only differences were requested. */
  alike: boolean
  toggle: { label: string; href: string } | null
  differences: boolean
  /** Premises that one can apply for, to be named in one application; null when there are fewer than two. */
  choose: { action: string; boxes: { code: string; title: string; lang: string | null; ticked: boolean }[] } | null
  add: { action: string; codes: string[] } | null
  suggestions: { href: string; label: string }[]
  search: string
  how: CostExplanation | null
}
export const renderCompare = view<ComparePage>('catalogue/compare')

type Subject = {
  compared: Compared[]
  wanted: CompareQuery
  unknown: string[]
  tooMany: boolean
  suggestions: CardPremises[]
  assumptions: Assumptions
  today: string
  account: SessionAccount | null
}

export function comparePage(reader: MoneyReader, subject: Subject): ComparePage {
  const { t, locale } = reader
  const { compared, wanted, assumptions } = subject
  const codes = compared.map(({ premises: { code } }) => code)
  const href = (some: readonly string[], differences = wanted.differences) => compareHref(locale, some, differences)
  const groups = shownGroups(reader, subject)
  const heads = compared.map(one =>
    headOf(reader, { ...one, account: subject.account }, href(codes.filter(code => code !== one.premises.code))),
  )
  return {
    title: t('compare.title'),
    description: t('compare.lead'),
    noindex: codes.length > 0,
    wide: true,
    demo: compared.some(({ premises }) => premises.demo),
    breadcrumb: [{ label: t('nav.premises'), href: pathTo(locale, '/premises') }, { label: t('compare.title') }],
    notes: notesOf(reader, subject),
    heads,
    columns: codes.length + 1,
    groups,
    alike: codes.length > 1 && groups.length === 0,
    toggle: codes.length > 1 ? toggleOf(reader, href(codes, !wanted.differences), wanted.differences) : null,
    differences: wanted.differences,
    choose: chooseOf(reader, heads),
    add: codes.length < maxCompared ? { action: pathTo(locale, '/compare'), codes } : null,
    suggestions: subject.suggestions.map(card => ({
      href: href([...codes, card.code]),
      label: cardLabel(reader, card),
    })),
    search: pathTo(locale, '/premises'),
    how: codes.length > 0 ? costExplanation(reader, assumptions) : null,
  }
}

function compareHref(locale: Locale, codes: readonly string[], differences = false): string {
  const query = new URLSearchParams(codes.map((code): [string, string] => ['code', code]))
  if (differences) query.set('differences', '1')
  const text = query.toString()
  return `${pathTo(locale, '/compare')}${text ? `?${text}` : ''}`
}

function shownGroups(reader: MoneyReader, { compared, wanted, assumptions, today }: Subject): Group[] {
  if (compared.length === 0) return []
  const groups = groupsOf(reader, { compared, assumptions, today })
  if (!wanted.differences || compared.length < 2) return groups
  return groups
    .map(group => ({ ...group, rows: group.rows.filter(({ differs }) => differs) }))
    .filter(({ rows }) => rows.length > 0)
}

const toggleOf = ({ t }: Reader, href: string, differences: boolean) => ({
  label: t(differences ? 'compare.show-all' : 'compare.show-differences'),
  href,
})

function notesOf({ t, locale }: Reader, { wanted, unknown, tooMany }: Subject): string[] {
  return [
    ...(unknown.length > 0
      ? [t('compare.note.unknown', { count: unknown.length, codes: unknown.join(locale === 'zh' ? '、' : ', ') })]
      : []),
    ...(wanted.odd > 0 ? [t('compare.note.odd', { count: wanted.odd })] : []),
    ...(wanted.repeated ? [t('compare.note.repeated')] : []),
    ...(tooMany ? [t('compare.note.too-many', { count: maxCompared })] : []),
  ]
}

/** Number of premises ticked initially: as many as an application can name. */
const maxPreselected = 3

function chooseOf({ locale }: Reader, heads: readonly Head[]): ComparePage['choose'] {
  const open = heads.filter(({ apply }) => apply)
  if (open.length < 2) return null
  const boxes = open.map(({ code, title, lang }, index) => ({ code, title, lang, ticked: index < maxPreselected }))
  return { action: pathTo(locale, '/applications'), boxes }
}

const photoWidths = '(min-width: 900px) 280px, 180px'

type Headed = Compared & Pick<Subject, 'account'>

function headOf({ t, locale }: Reader, { premises, apply, account }: Headed, remove: string): Head {
  const work = colleagueLinksFor({ t, locale }, account, premises)
  const title = readText(premises.title, locale)
  const [photo] = premises.photos
  return {
    code: premises.code,
    href: pathTo(locale, '/premises/:code', { code: premises.code }),
    title: title.text,
    lang: title.fallback ? title.locale : null,
    tone: premises.status,
    label: t(`premises.status.${premises.status}`),
    drawing: photo ? null : drawingOf(premises),
    photo: photo ? photoCardView(photo, locale, photoWidths) : null,
    apply: apply.ok && !work ? pathTo(locale, '/applications') : null,
    staff: work?.links[0] ?? null,
    remove,
    removeLabel: t('compare.remove-one', { code: premises.code }),
  }
}

function cardLabel({ t, locale }: Reader, card: CardPremises): string {
  return t('compare.suggestion', {
    code: card.code,
    title: readText(card.title, locale).text,
    area: formatArea(locale, card.areaUsableSqM),
    cost: formatRoundMoney(locale, costOf(card).firstYearMonthlyFen),
  })
}

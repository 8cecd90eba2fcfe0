import { pathTo } from '#server/paths.ts'
import { alertRhythms, type AlertRhythm } from '#models/saved/saved.ts'
import type { MessageKey, Reader } from '#shared/texts/i18n.ts'
import type { SessionAccount } from '#web/locals.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { filterOf, searchAddress } from '#features/catalogue/search-address.ts'
import type { Option } from '#web/forms/fields.ts'
import { nameOf } from '../names.ts'
import type { SavedSearch } from '../rules.ts'
import { hasVacancies, type Vacancies } from '#shared/vacancies.ts'
import type { SavedDone } from './input.ts'

type Search = {
  key: string
  name: string
  href: string
  /** Number of matching premises now. */
  count: string
  feed: string
  /** Null when alerts are not available: without an account, or while its address is not confirmed. */
  alert: { action: string; options: Option[] } | null
  remove: { action: string; label: string }
}

export type SavedPage = {
  title: string
  lead: string
  noindex: true
  done: string
  refusal: string
  cards: Buffer[]
  gone: { code: string; sentence: string }[]
  noFavourites: boolean
  searches: Search[]
  find: string
  /** How to get alerts, where that is not possible yet. */
  letters: { sentence: string; href: string; label: string } | null
}
export const renderSaved = view<SavedPage>('saved/own')

type Subject = {
  cards: Buffer[]
  /** Favourites that are no longer shown to the public. */
  gone: string[]
  searches: (SavedSearch & { vacancies: Vacancies })[]
  account: SessionAccount | null
  done?: SavedDone | undefined
  refusal?: MessageKey
}

export function savedPage(reader: Reader, { cards, gone, searches, account, done, refusal }: Subject): SavedPage {
  const { t, locale } = reader
  return {
    title: t('saved.title'),
    lead: t(account ? 'saved.lead.account' : 'saved.lead.guest'),
    noindex: true,
    done: done ? t(`saved.done.${done}`) : '',
    refusal: refusal ? t(refusal) : '',
    cards,
    gone: gone.map(code => ({ code, sentence: t('saved.gone', { code }) })),
    noFavourites: cards.length + gone.length === 0,
    searches: searches.map(search => searchLine(reader, search, account?.verified ?? false)),
    find: pathTo(locale, '/premises'),
    letters: searches.length > 0 ? lettersHint(reader, account) : null,
  }
}

function searchLine(reader: Reader, { key, query, alert, vacancies }: Subject['searches'][number], mayAlert: boolean) {
  const { t, locale } = reader
  const name = nameOf(reader, query)
  const action = pathTo(locale, '/saved/searches/:key', { key })
  const href = searchAddress(locale, filterOf(query))
  return {
    key,
    name,
    href,
    count: hasVacancies(vacancies) ? t('premises.vacancies.short', vacancies) : t('saved.search.none'),
    feed: href.replace('/premises', '/premises.atom'),
    alert: mayAlert ? { action, options: rhythmOptions(reader, alert) } : null,
    remove: {
      action: pathTo(locale, '/saved/searches/:key/remove', { key }),
      label: t('saved.search.remove', { name }),
    },
  }
}

const rhythmOptions = ({ t }: Reader, chosen: AlertRhythm) =>
  alertRhythms.map(value => ({ value, label: t(`saved.alert.${value}`), selected: value === chosen }))

function lettersHint({ t, locale }: Reader, account: SessionAccount | null): SavedPage['letters'] {
  if (account?.verified) return null
  if (account)
    return {
      sentence: t('saved.letters.unverified'),
      href: pathTo(locale, '/account'),
      label: t('saved.letters.confirm'),
    }
  const next = encodeURIComponent(pathTo(locale, '/saved'))
  return {
    sentence: t('saved.letters.guest'),
    href: `${pathTo(locale, '/sign-in')}?next=${next}`,
    label: t('nav.sign-in'),
  }
}

type ViewedPage = { title: string; lead: string; noindex: true; breadcrumb: Breadcrumb; cards: Buffer[]; find: string }
export const renderViewed = view<ViewedPage>('saved/viewed')

/** Premises that the browser remembers as viewed, most recent first. */
export const viewedPage = ({ t, locale }: Reader, cards: Buffer[]): ViewedPage => ({
  title: t('saved.viewed'),
  lead: t(cards.length > 0 ? 'saved.viewed.lead' : 'saved.viewed.none'),
  noindex: true,
  breadcrumb: [{ label: t('saved.title'), href: pathTo(locale, '/saved') }, { label: t('saved.viewed') }],
  cards,
  find: pathTo(locale, '/premises'),
})

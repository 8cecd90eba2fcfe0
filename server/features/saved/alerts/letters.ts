import { pathTo } from '#server/paths.ts'
import type { Saved } from '#models/saved/saved.ts'
import type { MailItem } from '#outside/mail/mail-message.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatArea, formatRoundMoney } from '#shared/texts/format.ts'
import { translatorFor, type Reader } from '#shared/texts/i18n.ts'
import { readText } from '#shared/texts/localised-text.ts'
import type { HandlerEffect } from '#shared/outbox.ts'
import { costOf } from '#features/premises/rules.ts'
import { filterOf, searchAddress } from '#features/catalogue/search-address.ts'
import type { PublishedPremises } from '#features/catalogue/service.ts'
import { nameOf } from '../names.ts'
import type { Deps } from '../ports.ts'

/** The search, and the codes of the premises separated by commas. */
export type AlertFacts = { search: string; codes: string }

/** Most premises listed in a mail; the search page shows all. */
const maxListed = 20

/** The mail about premises that have come to match a search. */
export function createAlertLetters({ mail, accounts, catalogue }: Deps) {
  /**
   * Queues the mail; idempotent by the effect's key. Nothing is sent to people who have stopped these alerts or have no
   * account any more.
   */
  async function write({ account, searches }: Saved, { key, facts }: HandlerEffect<AlertFacts>): Promise<void> {
    const search = searches.find(one => one.key === facts.search && one.alert !== 'none')
    const reader = search && (await accounts.people.findContact(account.toHexString()))
    if (!search || reader?.state !== 'active') return
    const found = await catalogue.published.read(facts.codes.split(','))
    if (found.length === 0) return
    const { locale, email } = reader
    const texts = { t: translatorFor(locale), locale }
    const filter = filterOf(search.query)
    await mail.queue({
      cause: `saved:${key}`,
      to: email,
      locale,
      template: 'search-alert',
      facts: {
        search: nameOf(texts, search.query),
        count: String(found.length),
        left: String(Math.max(0, found.length - maxListed)),
        link: searchAddress(locale, { ...filter, status: ['available'] }),
        manage: pathTo(locale, '/saved'),
      },
      items: found.slice(0, maxListed).map(one => itemOf(texts, one)),
      unsubscribe: pathTo(locale, '/unsubscribe/:token', { token: search.token }),
    })
  }

  return { write }
}

function itemOf({ t, locale }: Reader, { premises, building }: PublishedPremises): MailItem {
  const facts = [
    formatArea(locale, premises.areaUsableSqM),
    t('premises.floor', { floor: premises.floor }),
    readText(building.address, locale).text,
    t('saved.letter.cost', { cost: formatRoundMoney(locale, costOf(premises).firstYearMonthlyFen) }),
  ]
  return {
    title: [readText(premises.title, locale).text, premises.code].join(t('list.apposition')),
    text: facts.join(dot),
    path: pathTo(locale, '/premises/:code', { code: premises.code }),
  }
}

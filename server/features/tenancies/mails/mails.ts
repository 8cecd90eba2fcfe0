import { pathTo } from '#server/paths.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { cityDayOf, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatDay, formatMoney } from '#shared/texts/format.ts'
import { isMessageKey, translatorFor, type Locale } from '#shared/texts/i18n.ts'
import type { HandlerEffect } from '#shared/outbox.ts'
import { formatPresentedText, presentText } from '#shared/texts/writing.ts'
import type { TenancyEffects } from '../change.ts'
import type { Deps } from '../ports.ts'
import { clockOf, expiringMonths } from '../rules.ts'
import { endOptionOf } from '../tenant/rules.ts'

/** Mails to tenants, each in the tenant's language. */
export function tenancyMails({ accounts, mail, clock }: Pick<Deps, 'accounts' | 'mail' | 'clock'>) {
  /** Queues the mail. Idempotent by the effect's key. */
  async function write(tenancy: Tenancy, { key, facts }: HandlerEffect<TenancyEffects['mail']>): Promise<void> {
    const contact = await accounts.people.findContact(tenancy.tenant.toHexString())
    // A deleted account gets no mail.
    if (!contact) return
    const { template, ...told } = facts
    const { locale } = contact
    const ahead = template === 'tenancy-reminder' ? describeUpcoming(locale, tenancy, cityDayOf(clock.now())) : {}
    // The tenancy has moved on since, so the invitation no longer applies.
    if (!ahead) return
    await mail.queue({
      cause: `tenancy:${tenancy._id.toHexString()}:${key}`,
      to: contact.email,
      locale,
      template,
      facts: {
        ...formatFacts(locale, { ...told, ...reasonForReader(locale, tenancy, { key, told }) }),
        ...ahead,
        premises: tenancy.premises,
        reference: tenancy.reference,
        link: pathTo(locale, '/tenancies/:id', { id: tenancy._id.toHexString() }),
      },
    })
  }

  return { write }
}

/** Returns the reason of an event as the tenant reads it, with the original below a translation. */
function reasonForReader(
  locale: Locale,
  { events }: Tenancy,
  { key, told }: { key: string; told: Record<string, string> },
) {
  const event = events.find(({ _id }) => key.startsWith(_id.toHexString()))
  const { reason: text } = told
  if (!text || !event?.writing || event.reason !== text) return {}
  return {
    reason: formatPresentedText(presentText({ locale, t: translatorFor(locale) }, { text, writing: event.writing })),
  }
}

/** Returns the days left until the rent-free end and what the tenant can do; null when there is nothing to do. */
function describeUpcoming(locale: Locale, tenancy: Tenancy, today: CityDay): Record<string, string> | null {
  const wayOn = endOptionOf(tenancy, today)
  if (!wayOn) return null
  const invitation = translatorFor(locale)(`tenancy.way-on.${wayOn}`, { months: expiringMonths })
  return { left: String(clockOf(tenancy, today).leftDays), invitation }
}

const isDay = /^\d{4}-\d{2}-\d{2}$/

/** Returns the facts as text in the reader's language: days, money, grounds and duties are stored as values. */
function formatFacts(locale: Locale, facts: Record<string, string>): Record<string, string> {
  const t = translatorFor(locale)
  const formatted = Object.entries(facts).map(([name, value]) => {
    const ground = `tenancy.ground.${value}`
    if (name === 'ground' && isMessageKey(ground)) return [name, t(ground)]
    const duty = `tenancy.duty.${value}`
    if (name === 'duty' && isMessageKey(duty)) return [name, t(duty, { number: Number(facts['number'] ?? 0) })]
    if (name === 'rentFen') return ['rent', formatMoney(locale, Number(value))]
    return [name, isDay.test(value) ? formatDay(locale, startOfCityDay(value)) : value]
  })
  return Object.fromEntries(formatted) as Record<string, string>
}

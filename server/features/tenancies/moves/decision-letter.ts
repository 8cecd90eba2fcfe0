import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { PdfBlock } from '#outside/pdf.ts'
import { startOfCityDay } from '#shared/days/city-day.ts'
import { formatDay, formatMoney } from '#shared/texts/format.ts'
import { isMessageKey, type Locale, type Reader, type Translate } from '#shared/texts/i18n.ts'
import type { HandlerEffect } from '#shared/outbox.ts'
import type { TenancyEffects } from '../change.ts'
import { partyFacts } from '#shared/texts/party.ts'
import type { Deps } from '../ports.ts'

type LetterEffect = HandlerEffect<TenancyEffects['letter']>

/** Makes the letter on a decision about a tenancy, in the tenant's language and Chinese. Idempotent by the effect's key. */
export async function makeLetter(
  { accounts, letters, office }: Pick<Deps, 'accounts' | 'letters' | 'office'>,
  tenancy: Tenancy,
  { key, facts }: LetterEffect,
): Promise<void> {
  const contact = await accounts.people.findContact(tenancy.tenant.toHexString())
  const decidedAt = tenancy.events.find(({ _id }) => key.startsWith(_id.toHexString()))?.at ?? tenancy.stateSince
  const around = { decidedAt, office: await office() }
  const record = {
    cause: `tenancy:${tenancy._id.toHexString()}:${key}`,
    application: tenancy.application.toHexString(),
    decision: facts.decision,
    decidedAt,
    language: contact?.locale ?? 'zh',
    reference: tenancy.reference,
  } as const
  await letters.makeOfTenancy(record, reader => letterIn(reader, { tenancy, facts, ...around }))
}

type Content = {
  tenancy: Pick<Tenancy, 'reference' | 'premises' | 'party'>
  facts: LetterEffect['facts']
  decidedAt: Date
  office: string
}

/** Returns the letter in one of its languages. The same content gives the same blocks. */
export function letterIn({ t, locale }: Reader, { tenancy, facts, decidedAt, office }: Content): PdfBlock[] {
  const { decision, day, reason = '', reasonZh = '' } = facts
  const reasons = [groundIn(t, facts), locale === 'zh' ? reasonZh : reason].filter(Boolean)
  const appeal = decision === 'terminated' && day
  return [
    { kind: 'heading', level: 1, text: t('letter.title', { reference: tenancy.reference }) },
    {
      kind: 'facts',
      rows: [
        ...partyFacts({ t }, tenancy).map(({ label, value }): [string, string] => [label, value]),
        [t('letter.date'), formatDay(locale, decidedAt)],
        [t('letter.premises'), tenancy.premises],
        [t('letter.decision'), t(`tenancy.decision.${decision}`)],
        ...termsIn({ t, locale }, facts),
      ],
    },
    { kind: 'heading', level: 2, text: t('letter.reasons') },
    { kind: 'list', items: reasons },
    ...(appeal
      ? [
          { kind: 'heading' as const, level: 2 as const, text: t('letter.appeal') },
          { kind: 'paragraph' as const, text: [t('tenancy.letter.appeal', { day: dayIn(locale, day) })] },
        ]
      : []),
    {
      kind: 'paragraph',
      text: [
        `${t('tenancy.letter.questions', { reference: tenancy.reference })} `,
        { text: office, href: `mailto:${office}` },
      ],
    },
  ]
}

function termsIn({ t, locale }: Reader, { decision, until, day, rentFen }: LetterEffect['facts']): [string, string][] {
  if (decision === 'renewed' && until) return [[t('tenancy.field.until'), dayIn(locale, until)]]
  if (decision !== 'converted_to_paid' || !day) return []
  return [
    [t('tenancy.paid.from'), dayIn(locale, day)],
    [t('tenancy.paid.rent'), formatMoney(locale, Number(rentFen))],
  ]
}

function groundIn(t: Translate, { ground }: LetterEffect['facts']): string {
  const key = `tenancy.ground.${ground ?? ''}`
  return isMessageKey(key) ? t(key) : ''
}

const dayIn = (locale: Locale, day: string): string => formatDay(locale, startOfCityDay(day))

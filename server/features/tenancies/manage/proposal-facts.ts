import { partyFields, type Party } from '#models/parts/party.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { formatMoney } from '#shared/texts/format.ts'
import { overdueFact } from '../actions/parts.ts'
import type { Fact } from '../texts/tenancy-text.ts'
import { dayInWords, type TenancyReader } from './labels.ts'

/** Returns what is proposed, by whom and why, for the second person. */
export function proposalFacts(reader: TenancyReader, tenancy: Tenancy): Fact[] {
  const { t, locale } = reader
  const { proposal } = tenancy
  if (!proposal) return []
  const { act, by, day, ground, party, reason: ownReason, reasonZh, rentPerSqMMonthFen: rent } = proposal
  const dayLabel = act === 'renewal' ? t('tenancy.field.until') : t('tenancy.field.paidFrom')
  return [
    { label: t('lease.proposal.what'), value: t(`lease.action.${act}`) },
    { label: t('lease.proposal.by'), value: by.name },
    ...(day ? [{ label: dayLabel, value: dayInWords(locale, day) }] : []),
    ...(typeof rent === 'number' ? [{ label: t('lease.rent.per-area'), value: formatMoney(locale, rent) }] : []),
    ...(ground ? [{ label: t('tenancy.field.ground'), value: t(`tenancy.ground.${ground}`) }] : []),
    ...(party ? correctedNames(reader, tenancy, party) : []),
    { label: t('tenancy.field.reason'), value: ownReason },
    ...(reasonZh === ownReason ? [] : [{ label: t('tenancy.field.reasonZh'), value: reasonZh }]),
    ...(party ? [] : [overdueFact({ reader, tenancy })]),
  ]
}

/** Returns the names that change, each as it is and as it would be. */
const correctedNames = ({ t }: TenancyReader, { party: is }: Tenancy, party: Party): Fact[] =>
  partyFields
    .filter(field => is?.[field] !== party[field])
    .map(field => ({ label: t(`tenancy.field.${field}`), value: `${is?.[field] || '—'} → ${party[field] || '—'}` }))

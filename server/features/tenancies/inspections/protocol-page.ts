import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { view } from '#web/pages/view.ts'
import type { Breadcrumb } from '#web/pages/head.ts'
import { dayInWords, meterFacts, type Fact, type TenancyReader } from '../texts/tenancy-text.ts'

type ProtocolPage = {
  title: string
  breadcrumb: Breadcrumb
  facts: Fact[]
  items: { name: string; count: string; condition: string }[]
  inventory: string
  pictures: { href: string; alt: string }[]
  signatures: { label: string; name: string }[]
}
export const renderProtocol = view<ProtocolPage>('tenancies/protocol')

type Around = { application: Application; breadcrumb: ProtocolPage['breadcrumb'] }

/** Returns the handover record that both sides made; null for older handovers, which have none. */
export function protocolPage(
  reader: TenancyReader,
  tenancy: Tenancy,
  { application, breadcrumb }: Around,
): ProtocolPage | null {
  const { t, locale } = reader
  const handover = application.offer?.acceptance?.handover
  if (!handover) return null
  const { items = [], photos = [], inventory } = handover
  return {
    title: t('keys.protocol.title', { premises: tenancy.premises }),
    breadcrumb: [...breadcrumb, { label: t('tenancy.handover') }],
    facts: [
      { label: t('case.field.on'), value: dayInWords(locale, tenancy.handoverOn) },
      { label: t('lease.column.reference'), value: tenancy.reference },
      ...meterFacts(reader, handover),
    ],
    items,
    inventory,
    pictures: photos.map((id, index) => ({
      href: pathTo(locale, '/applications/:id/pictures/:pictureId', {
        id: application._id.toHexString(),
        pictureId: id.toHexString(),
      }),
      alt: t('keys.photo', { number: index + 1 }),
    })),
    signatures: signaturesOf(reader, application),
  }
}

/** Returns the signatures. Older records contain no names, so the names of officer and applicant are used. */
function signaturesOf({ t }: TenancyReader, { offer, events, applicantName }: Application): ProtocolPage['signatures'] {
  const handover = offer?.acceptance?.handover
  const officer = events.findLast(({ kind }) => kind === 'handed_over')?.by.name
  return [
    { label: t('case.field.handedBy'), name: handover?.handedBy || (officer ?? '') },
    { label: t('case.field.receivedBy'), name: handover?.receivedBy || (applicantName ?? '') },
  ]
}

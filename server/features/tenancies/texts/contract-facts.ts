import { pathTo } from '#server/paths.ts'
import type { Application } from '#models/cases/application.ts'
import type { Fact, TenancyReader } from './tenancy-text.ts'

/** Returns the contract with its PDF; nothing for older tenancies without one. */
export function contractFacts(
  { t, locale }: Pick<TenancyReader, 't' | 'locale'>,
  { _id, offer }: Application,
): (Fact & { href: string; action: string })[] {
  const contract = offer?.acceptance?.contract
  if (!contract) return []
  const href = pathTo(locale, '/applications/:id/papers/:paper', { id: _id.toHexString(), paper: 'contract' })
  return [{ label: t('acceptance.contract'), value: contract.number ?? '', href, action: t('acceptance.download') }]
}

import type { Services } from '../services.ts'

type Options = { demonstration: boolean; /** Number of premises of the demonstration street. */ premises?: number }

/** Adds missing content and changes nothing that is there: starting content always, demonstration data on request. */
export async function seed(services: Services, options: Options): Promise<void> {
  await services.incentives.seedStartingContent()
  if (!options.demonstration) return
  await services.programme.demonstration.seed()
  await services.accounts.demonstration.seed()
  await services.street.demonstration.seed(options.premises === undefined ? {} : { premises: options.premises })
  // A street of another size is for measuring: nobody looks at it.
  if (options.premises === undefined) await services.listings.demonstration.seed()
  await services.tenancies.seedEarlierTenancies()
  await services.viewings.demonstration.seed()
  const accounts = await services.accounts.demonstration.accountIds()
  const codes = spreadCodes((await services.catalogue.plan()).units.filter(({ status }) => status === 'available'))
  await services.enquiries.demonstration.seed({ accounts, codes })
  await services.applications.seedDemonstrationCases({ accounts, files: services.documents.store, codes })
}

/** Returns codes from all along the street rather than from its beginning. */
function spreadCodes(units: readonly { code: string }[]): string[] {
  const step = 7
  return Array.from({ length: step }, (_, start) => units.filter((_unit, index) => index % step === start)).flatMap(
    group => group.map(({ code }) => code),
  )
}

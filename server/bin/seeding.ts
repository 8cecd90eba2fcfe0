import type { Services } from '../services.ts'

type Options = { demonstration: boolean; /** Size of the demonstration street. */ premises?: number }

/** Fills what is missing and changes nothing that is there: starting content always, the demonstration where wanted. */
export async function seed(services: Services, options: Options): Promise<void> {
  await services.incentives.seedStartingContent()
  if (!options.demonstration) return
  await services.accounts.seedDemonstrationAccounts()
  await services.premises.seedDemonstrationStreet(options.premises === undefined ? {} : { premises: options.premises })
}

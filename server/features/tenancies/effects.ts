import type { Tenancy } from '#models/tenancies/tenancy.ts'
import { createOutbox } from '#shared/outbox.ts'
import type { TenancyEffects } from './change.ts'
import { makeLetter } from './moves/decision-letter.ts'
import { storeIntakeFiles } from './renewal/renewal-intake.ts'
import { tenancyMails } from './mails/mails.ts'
import type { Deps } from './ports.ts'

/** Effects of changes of tenancies. Each effect is idempotent. */
export function tenancyEffects(deps: Deps) {
  const mails = tenancyMails(deps)
  return createOutbox<Tenancy, TenancyEffects>({
    name: 'tenancies',
    collection: 'tenancies',
    handlers: {
      mail: (tenancy, effect) => mails.write(tenancy, effect),
      letter: (tenancy, effect) => makeLetter(deps, tenancy, effect),
      release: tenancy => deps.acceptance.handover.release(tenancy.application.toHexString()),
      take_in: (tenancy, { facts }) => storeIntakeFiles(deps, tenancy, facts),
      'stand-down': (tenancy, { facts }) => deps.premises.occupancy.standDown(tenancy.premises, facts.reason),
    },
  })
}

import { describe, it } from 'vitest'
import { expectRefusals, officers } from '../support/hostile-input.ts'
import { walkers } from '../support/route-walk.ts'
import { useSite } from '../support/site.ts'

describe('hostile input', () => {
  const site = useSite()

  it.each(walkers.filter(role => !officers.includes(role)))(
    'is never more than refused to %s',
    { timeout: 240_000 },
    role => expectRefusals(site, role),
  )
})

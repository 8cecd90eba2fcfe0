import { describe, it } from 'vitest'
import { expectRefusals, officers } from '../support/routes/hostile-input.ts'
import { useSite } from '../support/site.ts'

describe('hostile input', () => {
  const site = useSite()

  it.each(officers)('is at most refused to %s', { timeout: 240_000 }, role => expectRefusals(site, role))
})

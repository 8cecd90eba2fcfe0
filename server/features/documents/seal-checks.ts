import { sealing } from '#outside/sealing/sealing.ts'
import type { StoredSealing } from '#outside/sealing/stored.ts'
import type { Checker, Finding } from '#shared/checks.ts'

const sealed = 'everything that is to be sealed at rest is sealed'
const opens = 'every key with which something is sealed is among the keys'

/** What must hold of what is sealed, for `npm run verify-data`: nothing lies open, and nothing is closed for ever. */
export function sealChecks({ lying }: Pick<StoredSealing, 'lying'>): Checker {
  async function* look(): AsyncIterable<Finding> {
    const { on, keyIds } = sealing()
    for (const { name, open, sealed: by } of await lying()) {
      const why = on ? 'does the worker run?' : 'SEALING is off'
      if (open > 0) yield { check: sealed, id: name, why: `${String(open)} lie open; ${why}` }
      for (const [id, count] of by) {
        if (!keyIds.includes(id))
          yield { check: opens, id, why: `${String(count)} of ${name} need it, and DOCUMENT_KEYS lacks it` }
      }
    }
  }
  const promises = [
    { name: sealed, level: 'warning' },
    { name: opens, level: 'violation' },
  ] as const
  return { promises, look }
}

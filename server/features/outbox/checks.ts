import type { Checker, Finding } from '#shared/checks.ts'
import type { OutboxService } from './service.ts'

const parked = 'no effect has failed so often that it waits for an administrator'
const unknown = 'every pending effect is of a kind that this version carries out'
const everything = 0

/** What waits in the outboxes although time will not help it, for `npm run verify-data`. */
export function outboxChecks({ stuck }: Pick<OutboxService, 'stuck'>): readonly Checker[] {
  async function* look(): AsyncIterable<Finding> {
    for (const { outbox, document, kind, failed } of await stuck(everything))
      yield failed
        ? { check: parked, id: document, why: `${outbox}: ${kind}, tried ${String(failed.failures)} times` }
        : { check: unknown, id: document, why: `${outbox}: ${kind}` }
  }
  return [
    {
      promises: [
        { name: parked, level: 'warning' },
        { name: unknown, level: 'warning' },
      ],
      look,
    },
  ]
}

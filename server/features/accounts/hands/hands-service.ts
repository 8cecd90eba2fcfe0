import { AppError } from '#shared/errors.ts'
import { createChecker, type Checker } from '#shared/checks.ts'
import type { ReassigningActor, AssignedWorkSource, AssignedItem, NewAssignee } from '#shared/hands.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import type { StaffRole } from '#web/locals.ts'
import type { AccountRole } from '#models/accounts/account.ts'

type Accounts = {
  people: {
    colleagues(roles: readonly StaffRole[]): Promise<{ id: string; name: string; role: AccountRole }[]>
    /** Returns those of these ids that are no longer a colleague with one of the roles. */
    formerAmong(ids: readonly string[], roles: readonly AccountRole[]): Promise<Set<string>>
  }
}
type Colleague = NewAssignee & { role: AccountRole }
export type HeldGroup = Pick<AssignedWorkSource, 'kind' | 'heading' | 'roles'> & {
  items: AssignedItem[]
  takers: NewAssignee[]
}
/** Who gets an item, by kind and id: a colleague's id, or `nobody`. Items without a wish stay. */
export type ReassignRequest = { kind: string; id: string; to: string }
export type RemainingItem = { about: string; why: MessageKey }
export const nobody = 'nobody'

/** Selects kinds of work. */
export type WorkSelector = (group: Pick<HeldGroup, 'roles'>) => boolean
/** Selects the work that a colleague with another role cannot have. */
export const unsuitableWork =
  (role: AccountRole): WorkSelector =>
  ({ roles }) =>
    !roles.includes(role)

/** Returns the items that cannot be given to a colleague, or to `nobody`, as far as that is known in advance. */
export const refusalsOf = (groups: readonly HeldGroup[], to: string): RemainingItem[] =>
  groups.flatMap(({ items, takers }) =>
    items.flatMap(({ about, needsSomebody }): RemainingItem[] => {
      if (to === nobody) return needsSomebody ? [{ about, why: 'hands.refused.visitor' }] : []
      return takers.some(({ id }) => id === to) ? [] : [{ about, why: 'hands.refused.role' }]
    }),
  )

/** Lists a colleague's open work in every slice and hands it on (ADR 128). */
export function reassignmentService({
  accounts,
  sources,
}: {
  accounts: Accounts
  sources: readonly AssignedWorkSource[]
}) {
  const colleagues = () =>
    accounts.people.colleagues([...new Set(sources.flatMap(({ roles }) => roles as readonly StaffRole[]))])

  /** Returns the open work by kind, with the colleagues who can take it. Kinds without open work are left out. */
  async function of(account: string): Promise<HeldGroup[]> {
    const [everybody, ...found] = await Promise.all([colleagues(), ...sources.map(source => source.of(account))])
    return sources
      .map(({ kind, heading, roles }, index) => ({
        kind,
        heading,
        roles,
        items: found[index] ?? [],
        takers: everybody.filter(({ id, role }) => id !== account && roles.includes(role)),
      }))
      .filter(({ items }) => items.length > 0)
  }

  /**
   * Hands on the requested items one by one, each with its event. Returns what was given, and what stayed and why:
   * somebody may have declared a conflict, or show another unit at that time.
   */
  async function give(
    from: string,
    wishes: readonly ReassignRequest[],
    by: ReassigningActor,
  ): Promise<{ given: string[]; left: RemainingItem[] }> {
    const [everybody, groups] = await Promise.all([colleagues(), of(from)])
    const left: RemainingItem[] = []
    const wished = new Map(wishes.map(({ kind, id, to }) => [`${kind}-${id}`, to]))
    const given: string[] = []
    for (const { kind, items } of groups) {
      for (const item of items) {
        const to = wished.get(`${kind}-${item.id}`)
        if (!to) continue
        const why = await reassignItem({ from, kind, item, to }, everybody, by)
        if (why) left.push({ about: item.about, why })
        else given.push(item.about)
      }
    }
    return { given, left }
  }

  type SingleReassignment = { from: string; kind: string; item: AssignedItem; to: string }
  /** Returns null when the item was given, otherwise the reason. */
  async function reassignItem(
    { from, kind, item, to }: SingleReassignment,
    everybody: Colleague[],
    by: ReassigningActor,
  ): Promise<MessageKey | null> {
    const source = sources.find(one => one.kind === kind)
    const taker = everybody.find(one => one.id === to && one.id !== from && source?.roles.includes(one.role))
    if (!source || (!taker && to !== nobody)) return 'hands.refused.role'
    try {
      await source.give(item.id, from, taker ? { id: taker.id, name: taker.name } : null, by)
      return null
    } catch (error) {
      // Items that no longer exist are reported like refused ones, so that the rest of the result is not lost.
      if (error instanceof AppError && (error.kind === 'conflict' || error.kind === 'not-found')) return error.code
      throw error
    }
  }

  /** Hands everything on to one colleague, or to nobody; `parts` selects the kinds. */
  async function giveAll(from: string, to: string, by: ReassigningActor, parts: WorkSelector = () => true) {
    const groups = (await of(from)).filter(parts)
    const wishes = groups.flatMap(({ kind, items }) => items.map(({ id }) => ({ kind, id, to })))
    return give(from, wishes, by)
  }

  /** Checks that no open work belongs to somebody who has left or may not do it. */
  const checks: readonly Checker[] = sources.map(source =>
    createChecker(
      () => source.holders(),
      [
        {
          name: `nothing open is in the hands of somebody who cannot do it any more (${source.kind})`,
          level: 'violation',
          find: async batch => {
            const holders = batch.map(({ account }) => account)
            const former = await accounts.people.formerAmong(holders, source.roles)
            return batch
              .filter(({ account }) => former.has(account))
              .map(({ id, account }) => ({
                id,
                why: `held by ${account}, whose account is closed or has another role`,
              }))
          },
        },
      ],
    ),
  )

  return { of, give, giveAll, checks }
}
export type ReassignmentService = ReturnType<typeof reassignmentService>

/** What must hold of the stored data at any time. A warning says that something is late, a note that it is worth knowing. */
export type Promised = { name: string; level: 'violation' | 'warning' | 'note' }
/** What does not hold. Ids and words of ours only, never what a person has written or is called. */
export type Finding = { check: string; id: string; why: string }
/** Looks at the data once, as a stream: what it holds in memory does not grow with them. */
export type Checker = { promises: readonly Promised[]; look: () => AsyncIterable<Finding> }

/** One promise, kept by every item; it is asked about a batch at a time, so that it may look elsewhere. */
export type Rule<T> = Promised & { find: (batch: readonly T[]) => Problem[] | Promise<Problem[]> }
export type Problem = { id: string; why: string }

/** For a rule that needs nothing but the item: null is well. */
export const each =
  <T extends { _id: { toString(): string } }>(wrong: (item: T) => string | null) =>
  (batch: readonly T[]): Problem[] =>
    batch.flatMap(item => {
      const why = wrong(item)
      return why === null ? [] : [{ id: item._id.toString(), why }]
    })

const batchSize = 200

/** All rules about a kind of item, in one pass over them. */
export function checkerOf<T>(items: () => AsyncIterable<T>, rules: readonly Rule<T>[]): Checker {
  async function* look(): AsyncIterable<Finding> {
    for await (const batch of inBatches(items())) yield* findingsIn(batch, rules)
  }
  return { promises: rules.map(({ name, level }) => ({ name, level })), look }
}

async function* findingsIn<T>(batch: readonly T[], rules: readonly Rule<T>[]): AsyncIterable<Finding> {
  for (const { name, find } of rules) {
    for (const problem of await find(batch)) yield { check: name, ...problem }
  }
}

async function* inBatches<T>(items: AsyncIterable<T>): AsyncIterable<T[]> {
  let batch: T[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** `ids` are the first of `count`, which may be very many. */
export type Examined = Promised & { count: number; problems: Problem[] }
/** More of a kind than anybody would go through by hand are counted only. */
const remembered = 1_000

/**
 * Asks all checkers. What is found is looked at again after `settle`: a site that works meanwhile is caught in the middle
 * of a change now and then, and only what stays wrong is wrong.
 */
export async function runChecks(checkers: readonly Checker[], settle: () => Promise<void>): Promise<Examined[]> {
  const first = await lookThrough(checkers)
  if (first.every(({ count }) => count === 0)) return first
  await settle()
  const second = await lookThrough(checkers)
  return second.map((again, index) => confirmed(again, first[index]))
}

async function lookThrough(checkers: readonly Checker[]): Promise<Examined[]> {
  const examined = new Map<string, Examined>()
  for (const { promises, look } of checkers) {
    for (const promised of promises) examined.set(promised.name, { ...promised, count: 0, problems: [] })
    for await (const { check, id, why } of look()) note(examined.get(check), { id, why })
  }
  return [...examined.values()]
}

function note(about: Examined | undefined, problem: Problem): void {
  if (!about) return
  about.count += 1
  if (about.problems.length < remembered) about.problems.push(problem)
}

/** Found both times. When there were too many to remember, all of the second look are taken for true. */
function confirmed(again: Examined, before: Examined | undefined): Examined {
  if (!before || before.count > remembered) return again
  const known = new Set(before.problems.map(({ id }) => id))
  const problems = again.problems.filter(({ id }) => known.has(id))
  return { ...again, problems, count: problems.length }
}

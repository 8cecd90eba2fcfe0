/**
 * A rule that must hold of the stored data at any time. A warning means that something is late, a note that it is worth
 * knowing.
 */
export type RuleDescription = { name: string; level: 'violation' | 'warning' | 'note' }
/** A violation of a rule. Contains only ids and words of ours, never what a person has written or is called. */
export type Finding = { check: string; id: string; why: string }
/** Reads the data once, as a stream: its memory does not grow with the data. */
export type Checker = { promises: readonly RuleDescription[]; look: () => AsyncIterable<Finding> }

/** A rule that every item must keep. It is checked in batches, so that it can query other data. */
export type Rule<T> = RuleDescription & { find: (batch: readonly T[]) => Problem[] | Promise<Problem[]> }
export type Problem = { id: string; why: string }

/** Makes a rule that needs only the item itself; `wrong` returns null for a correct one. */
export const checkEach =
  <T extends { _id: { toString(): string } }>(wrong: (item: T) => string | null) =>
  (batch: readonly T[]): Problem[] =>
    batch.flatMap(item => {
      const why = wrong(item)
      return why === null ? [] : [{ id: item._id.toString(), why }]
    })

const batchSize = 200

/** Returns a checker of all rules about a kind of item, in one pass over the items. */
export function createChecker<T>(items: () => AsyncIterable<T>, rules: readonly Rule<T>[]): Checker {
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

/** Yields the items in lists of 200. */
export async function* inBatches<T>(items: AsyncIterable<T>): AsyncIterable<T[]> {
  let batch: T[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Result of a rule: `problems` are the first of `count`, which may be very large. */
export type CheckResult = RuleDescription & { count: number; problems: Problem[] }
/** Largest number of problems that are kept; further ones are only counted, as nobody would go through more by hand. */
const maxProblems = 1_000

/**
 * Runs all checkers. If there are findings, runs them again after `settle` and returns only those found both times: a
 * running site is now and then in the middle of a change. Where nothing else writes, no `settle` is needed.
 */
export async function runChecks(checkers: readonly Checker[], settle?: () => Promise<void>): Promise<CheckResult[]> {
  const first = await runCheckersOnce(checkers)
  if (!settle || first.every(({ count }) => count === 0)) return first
  await settle()
  const second = await runCheckersOnce(checkers)
  return second.map((again, index) => confirmResult(again, first[index]))
}

async function runCheckersOnce(checkers: readonly Checker[]): Promise<CheckResult[]> {
  const examined = new Map<string, CheckResult>()
  for (const { promises, look } of checkers) {
    for (const promised of promises) examined.set(promised.name, { ...promised, count: 0, problems: [] })
    for await (const { check, id, why } of look()) addProblem(examined.get(check), { id, why })
  }
  return [...examined.values()]
}

function addProblem(about: CheckResult | undefined, problem: Problem): void {
  if (!about) return
  about.count += 1
  if (about.problems.length < maxProblems) about.problems.push(problem)
}

/** Returns the problems found both times. If there were too many to keep, returns all of the second run. */
function confirmResult(again: CheckResult, before: CheckResult | undefined): CheckResult {
  if (!before || before.count > maxProblems) return again
  const earlierIds = new Set(before.problems.map(({ id }) => id))
  const problems = again.problems.filter(({ id }) => earlierIds.has(id))
  return { ...again, problems, count: problems.length }
}

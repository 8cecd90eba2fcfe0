import { ApplicationModel } from '#models/cases/application.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { copiesOf } from '#features/cases/acceptance/filing.ts'
import type { contracts } from '#features/acceptance/papers.ts'
import { lesseeOf } from '#features/acceptance/lessee.ts'
import { acceptanceWith } from '#features/cases/acceptance/of-offer.ts'
import { demonstrationPeople } from '#features/accounts/demonstration.ts'
import type { FileStore } from '#outside/files/files.ts'
import type { Deps } from '#features/cases/ports.ts'
import { nextReference } from '#features/cases/reference.ts'
import { sealed } from '#features/cases/answers/snapshot.ts'
import { buildCase, type Cast, type NewCase } from './build.ts'
import { addPapers } from './papers.ts'
import { demonstrationCases, type DemonstrationCase } from './cases.ts'

const choicesEach = 2

/** `accounts`: ids of demonstration accounts by e-mail. `codes`: premises that may be applied for. */
export type Stage = { accounts: ReadonlyMap<string, string>; codes: readonly string[]; files: FileStore }

type SeederDeps = Pick<Deps, 'clock' | 'premises'> & {
  /** Returns number, texts and filled-in values of a contract of this day. */
  issueContract: ReturnType<typeof contracts>['issue']
}

/**
 * Creates a few invented cases, so that every desk of a demonstration has work. Does nothing when any application exists.
 * Returns how many cases were made.
 */
export function casesSeeder({ clock, premises, issueContract }: SeederDeps) {
  return async function seedDemonstrationCases(stage: Stage): Promise<number> {
    if (await ApplicationModel.exists({})) return 0
    const open = await openAmong(stage.codes, demonstrationCases.length * choicesEach)
    let made = 0
    for (const [index, demonstration] of demonstrationCases.entries()) {
      const [first, ...others] = demonstration.waits ? takenFrom(open, demonstration) : ownOf(open, index)
      const cast = castOf(demonstration, stage)
      if (!first || !cast) continue
      const now = clock.now()
      const reference = await nextReference(now)
      const codes = [first, ...others] as const
      const built = buildCase({ case: demonstration, cast, codes, reference, now })
      const filed = await withPapers(await withContract(built), demonstration, stage.files)
      await ApplicationModel.create([{ ...filed, ...(filed.offer ? copiesOf(filed.offer) : {}) }], {
        timestamps: false,
      })
      made += 1
    }
    return made
  }

  /** Adds the signed contract. Its terms are needed to calculate the rent waived. */
  async function withContract(built: NewCase): Promise<NewCase> {
    const { state, stateSince, answers, heldPremises, offer } = built
    if (state !== 'contracted' || !heldPremises || !offer) return built
    const facts = await premises.leaseFacts(heldPremises)
    if (!facts) return built
    const contract = {
      version: 1,
      ...(await issueContract(built, stateSince)),
      preparedAt: stateSince,
      premises: facts,
      lessee: lesseeOf(answers),
      useClass: String(answers.plan?.useClass ?? ''),
      openConditions: [],
      signedOn: cityDayOf(stateSince),
    }
    return { ...built, ...acceptanceWith({ offer }, { contract }) }
  }

  async function openAmong(codes: readonly string[], count: number): Promise<string[]> {
    const open: string[] = []
    for (const code of codes) {
      if (open.length === count) break
      if ((await premises.summaries.one(code))?.open) open.push(code)
    }
    return open
  }
}

/** Returns the premises of one case. Those of the next case follow in the list. */
const ownOf = (open: readonly string[], index: number): string[] =>
  open.slice(index * choicesEach, (index + 1) * choicesEach)

/** Returns the choices of a case on the waiting list: premises that other invented cases hold. */
const takenFrom = (open: readonly string[], { founder }: DemonstrationCase): string[] =>
  demonstrationCases
    .flatMap((other, index) => (holds(other) && other.founder !== founder ? ownOf(open, index).slice(0, 1) : []))
    .slice(-choicesEach)

const holds = ({ steps }: DemonstrationCase): boolean => steps.some(({ to }) => to === 'offered')

async function withPapers(built: NewCase, { founder, idea }: DemonstrationCase, files: FileStore): Promise<NewCase> {
  const { snapshot, submittedAt } = built
  if (!snapshot || !submittedAt) return built
  const id = built._id.toHexString()
  const latinName = founder.latin.join(' ')
  const documents = await addPapers(files, {
    id,
    founder: built.applicant,
    latinName,
    activity: idea.activity,
    submittedAt,
  })
  return { ...built, snapshot: sealed({ ...snapshot, documents }) }
}

/** Returns null when one of the people involved has no account. */
function castOf({ founder }: DemonstrationCase, { accounts }: Stage): Cast | null {
  const reviewer = colleague('reviewer')
  const decider = colleague('decider')
  const names = { founder: founder.latin.join(' '), reviewer: reviewer.name, decider: decider.name }
  const ids = [founder, reviewer, decider].flatMap(({ email }) => accounts.get(email) ?? [])
  const [founderId, reviewerId, deciderId] = ids
  if (!founderId || !reviewerId || !deciderId) return null
  return { founder: founderId, reviewer: reviewerId, decider: deciderId, names }
}

function colleague(role: 'reviewer' | 'decider'): { email: string; name: string } {
  const found = demonstrationPeople.find(person => person.role === role)
  if (!found) throw new Error(`the demonstration has no ${role}`)
  return found
}

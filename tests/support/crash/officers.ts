import { trusted } from 'mongoose'
import {
  ApplicationModel,
  endedApplicationStates,
  type Application,
  type ApplicationState,
} from '#models/cases/application.ts'
import { TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { askForInformation } from '#features/reviewing/actions/request.ts'
import { assessDeclared } from '#features/reviewing/actions/assessment.ts'
import { declareInterest } from '#features/reviewing/actions/declaration.ts'
import { signContract } from '#features/acceptance/actions/contract.ts'
import { prepareContract } from '#features/acceptance/contracts.ts'
import { issueAddressProof } from '#features/acceptance/address-proof.ts'
import { say, sayDone } from './acknowledged.ts'
import type { Chance } from './chance.ts'
import type { Officer, Street } from './street.ts'

type Turn = { street: Street; officer: Officer; chance: Chance }
type Step = (was: Application & { id: string }, turn: Turn) => Promise<void>

/** Performs one random act of an officer on a random case or tenancy. */
export async function officersTurn(street: Street, officer: Officer, chance: Chance): Promise<void> {
  if (chance.percent(15)) return tenancyTurn({ street, officer, chance })
  if (chance.percent(10)) return reopen({ street, officer, chance })
  const open = { state: trusted({ $in: Object.keys(steps) as ApplicationState[] }), handedOverOn: null }
  const found = await ApplicationModel.find(open, { _id: 1 }).limit(200).lean()
  if (found.length === 0) return
  const id = chance.oneOf(found)._id.toHexString()
  const { casePorts, cases } = street.services
  const { closed } = await cases.files.open(id, officer)
  if (closed) sayDone('declare', await declareInterest(casePorts, id, officer, { interest: 'none' }))
  const was = await cases.files.content(id, officer)
  await steps[was.state]?.({ ...was, id }, { street, officer, chance })
}

const reason = 'Приложите бизнес-план целиком.'

async function ask(id: string, { street, officer }: Turn): Promise<void> {
  const asking = { items: [{ id: 'section-plan', text: reason }], locale: 'ru' as const }
  sayDone('ask', await askForInformation(street.services.casePorts, id, officer, asking))
}

const steps: Partial<Record<ApplicationState, Step>> = {
  submitted: ({ id }, turn) => move(id, 'screening', turn),
  screening: ({ id }, turn) => {
    if (turn.chance.percent(75)) return move(id, 'review', turn)
    return turn.chance.percent(50) ? ask(id, turn) : move(id, 'ineligible', turn)
  },
  review: async (was, turn) => {
    const { casePorts } = turn.street.services
    const { id } = was
    if (was.assessments.some(({ reviewer }) => reviewer === turn.officer.id)) return move(id, 'decision', turn)
    const scores = { feasibility: 4, experience: 4, jobs: 3, finance: 4, street_benefit: 5 }
    sayDone('assess', await assessDeclared(casePorts, id, turn.officer, { scores, comment: '可以。' }))
  },
  decision: (was, turn) =>
    turn.chance.percent(60) ? offer(was, turn) : move(was.id, turn.chance.oneOf(['waitlisted', 'rejected']), turn),
  waitlisted: (was, turn) => offer(was, turn),
  accepted: async ({ id }, turn) => {
    const { casePorts } = turn.street.services
    if (turn.chance.percent(30)) return move(id, 'conditions_not_met', turn)
    if (turn.chance.percent(40)) sayDone('prepare', await prepareContract(casePorts, id, turn.officer, confirmed))
    else if (turn.chance.percent(30)) sayDone('prove', await issueAddressProof(casePorts, id, turn.officer))
    else sayDone('sign', await signContract(casePorts, id, turn.officer))
  },
  contracted: async ({ id }, { street, officer }) => {
    const on = cityDayOf(street.today())
    sayDone('hand over', await street.services.acceptance.handover.handOver(id, officer, { on }))
  },
}

type Target = Parameters<Street['services']['cases']['moves']['move']>[1]

async function move(id: string, to: Target, { street, officer }: Turn): Promise<void> {
  sayDone(`move to ${to}`, await street.services.cases.moves.move(id, to, officer, { reason }))
}

/** Units are drawn by lot, so most of them do not fit the plan. */
const confirmed = { misfit: true, misfitReason: reason }

async function offer({ id, premises }: Application & { id: string }, { street, officer, chance }: Turn): Promise<void> {
  const terms = { premises: chance.oneOf(premises), reason, ...confirmed }
  sayDone('offer', await street.services.deciding.offers.make(id, officer, terms))
}

/** Reopens a case that has ended, mostly to a state in which it gets another offer. */
async function reopen({ street: { services, administrator }, chance }: Turn): Promise<void> {
  const ended = { state: trusted({ $in: [...endedApplicationStates] }), submittedAt: trusted({ $ne: null }) }
  const found = await ApplicationModel.find(ended, { _id: 1 }).limit(200).lean()
  if (found.length === 0) return
  const to = chance.percent(80) ? ('decision' as const) : ('review' as const)
  const id = chance.oneOf(found)._id.toHexString()
  sayDone('reopen', await services.cases.moves.reopen(id, administrator, { to, reason }))
}

/** Moves a tenancy on quickly, so that its unit becomes free again: fit-out, trading, termination, exit. */
async function tenancyTurn({ street, officer, chance }: Turn): Promise<void> {
  const found = await TenancyModel.find({ exit: null }, { state: 1, proposal: 1 }).lean()
  if (found.length === 0) return
  const { _id, state, proposal } = chance.oneOf(found)
  const id = _id.toHexString()
  const { tenancies } = street.services
  const on = cityDayOf(street.today())
  if (state === 'handover') sayTenancy('fit out', await tenancies.moves.startFitOut(id, officer))
  else if (state === 'fit_out') sayTenancy('open', await tenancies.moves.openShop(id, officer, { on }))
  else if (state === 'terminated') sayTenancy('exit', await tenancies.endings.recordExit(id, officer, { on, ...exit }))
  else if (!proposal) sayTenancy('propose', await tenancies.proposals.propose(id, officer, 'termination', ending))
  else if (proposal.by.id === officer.id) sayTenancy('withdraw', await tenancies.proposals.withdraw(id, officer))
  else sayTenancy('terminate', await tenancies.proposals.confirm(id, officer, proposal.key))
}

const ending = { ground: 'mutual_consent' as const, reason, reasonZh: reason }
const exit = {
  electricityMeter: 1,
  lowerMeter: true,
  waterMeter: null,
  heatMeter: null,
  condition: '完好',
  defects: '',
  needsWork: false,
}

function sayTenancy(act: string, { _id, events }: Tenancy): void {
  say({ what: 'tenancy', tenancy: _id.toHexString(), event: events.at(-1)?._id.toHexString() ?? '', act })
}

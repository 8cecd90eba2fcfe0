import { parseArgs } from 'node:util'
import { z } from 'zod'
import { AppError } from '#shared/errors.ts'
import { locales, translatorFor } from '#shared/texts/i18n.ts'
import { caseReference } from '#shared/texts/codes.ts'
import { staffRoles } from '#web/locals.ts'
import { emailField } from '../fields.ts'
import { changeRole, closeAccount, type ChangeOutcome } from '../hands/closing.ts'
import {
  nobody,
  unsuitableWork,
  type ReassignmentService,
  type HeldGroup,
  type RemainingItem,
} from '../hands/hands-service.ts'
import type { AccountsService } from '../service.ts'
import type { Person } from './people-list.ts'

const usage = `Usage:
  npm run staff -- add <e-mail> --role <role> [--name <name>] [--locale ru|en|zh]
      makes a colleague and prints a one-time link to choose a password;
      for a colleague who has not chosen one yet, prints a new link
  npm run staff -- list
  npm run staff -- deactivate <e-mail> [--work <e-mail>|nobody]
      closes an account; --work says who gets what is open in its hands, nobody: the queue
  npm run staff -- role <e-mail> --role <role> [--work <e-mail>|nobody]
      changes a role at once; on the pages it takes two administrators;
      --work says who gets what the new role cannot do
  npm run staff -- reset-two-factor <e-mail>
      for somebody who has lost the phone and the recovery codes
  npm run staff -- confirm-tenancy <reference>
      confirms what was proposed for a tenancy, where no second decider can
  npm run staff -- answer-appeal <reference> --outcome upheld|dismissed --reason <text>
      answers an appeal against a termination, where every decider had a part in it
  npm run staff -- answer-objection <reference> --outcome upheld|dismissed --reason <text> [--objection <number>]
      answers an objection to an announced decision, where every colleague had a part in it;
      --objection says which, the oldest being 1
Roles: ${staffRoles.join(', ')}`

/** `publicUrl` is the origin of the site, for the printed links. */
type Office = {
  accounts: AccountsService
  hands: ReassignmentService
  publicUrl: string
  tenancies: Tenancies
  deciding: Deciding
}
type TenancyOutcome = {
  premises: string
  state: string
  termination?: { appealUntil?: string | null } | null | undefined
}
type Tenancies = {
  proposals: { confirmAtTheMachine(reference: string): Promise<TenancyOutcome> }
  appeals: {
    answerAtTheMachine(reference: string, answerInput: z.output<typeof appealAnswer>): Promise<TenancyOutcome>
  }
}
type Deciding = {
  objections: {
    openOf(reference: string): Promise<{ name: string; at: Date }[]>
    answerAtTheMachine(
      reference: string,
      answerInput: z.output<typeof appealAnswer> & { objection: number },
    ): Promise<{ left: number }>
  }
}
const appealAnswer = z.object({ outcome: z.enum(['upheld', 'dismissed']), reason: z.string().trim().min(1).max(5000) })

/**
 * Runs one command of `npm run staff`, for people with access to the machine. It creates the first administrator, and
 * restores access when nobody has it. Returns the text to print; throws an error with the message to print. `prepare` is
 * awaited once the command is known to be valid.
 */
export async function staffCommand(args: string[], office: Office, prepare: () => Promise<void>): Promise<string> {
  const { positionals, values } = argumentsOf(args)
  const [name, email, ...rest] = positionals
  const command = name && rest.length === 0 ? commands[name] : undefined
  if (!command) throw new Error(usage)
  await prepare()
  return command(office, email, values)
}

type Values = ReturnType<typeof argumentsOf>['values']
type Command = (office: Office, email: string | undefined, values: Values) => Promise<string>

const commands: Partial<Record<string, Command>> = {
  add,
  list,
  deactivate,
  role: setRole,
  'reset-two-factor': resetTwoFactor,
  'confirm-tenancy': confirmTenancy,
  'answer-appeal': answerAppeal,
  'answer-objection': answerObjection,
}

async function add({ accounts, publicUrl }: Office, input: string | undefined, values: Values): Promise<string> {
  const email = parseAddress(input)
  const role = parseRole(values)
  const locale = parseOrThrow(z.enum(locales), values.locale ?? 'zh', `--locale is one of ${locales.join(', ')}.`)
  const name = parseOrThrow(
    z.string().trim().min(1).max(100),
    values.name ?? email.split('@', 1)[0],
    '--name is too long.',
  )
  const invited = await accounts.people.invite({ email, name, role, locale }, { byMail: false })
  const link = invited.ok ? invited.link : await newLinkFor(await findPerson(accounts, email), accounts)
  return `${email} can choose a password here, once, within seven days:\n${publicUrl}${link}`
}

async function newLinkFor(person: Person, accounts: AccountsService): Promise<string> {
  if (person.state !== 'invited') throw new Error(`${person.email} has an account already: ${describe(person)}.`)
  return accounts.people.renewInvitation(person.id)
}

async function list({ accounts }: Office): Promise<string> {
  const people = await accounts.people.listColleagues()
  if (people.length === 0) return 'There are no colleagues yet.'
  return people.map(person => `${person.email}  ${person.name}  ${describe(person)}`).join('\n')
}

async function deactivate({ accounts, hands }: Office, input: string | undefined, { work }: Values): Promise<string> {
  const email = parseAddress(input)
  const { id, state } = await findPerson(accounts, email)
  const to = await findTaker(accounts, work)
  if (to === undefined) requireNoOpenWork(email, await hands.of(id))
  // The remaining work of a closed account can be handed on, too.
  else if (state === 'deactivated') return reassignAll({ accounts, hands }, { id, email }, to)
  const closed = await closeAccount({ accounts, hands }, id, { by: { kind: 'system' }, ...(to ? { to } : {}) })
  requireReassigned(closed)
  return `${email} can no longer sign in; open sessions have ended.`
}

const findTaker = async (accounts: AccountsService, work: string | undefined): Promise<string | undefined> =>
  work === undefined || work === nobody ? work : (await findPerson(accounts, parseAddress(work))).id

/** Throws while there is open work and nobody was named to get it. */
function requireNoOpenWork(email: string, open: readonly HeldGroup[]): void {
  if (open.length === 0) return
  const counts = open.map(({ kind, items }) => `${items.length} ${kind}`).join(', ')
  throw new Error(`${email} has open work: ${counts}. Say who gets it: --work <e-mail>, or --work nobody.`)
}

/** Hands everything open on to a colleague, or to nobody. Throws with the items that could not be given. */
async function reassignAll(
  { hands }: Pick<Office, 'accounts' | 'hands'>,
  { id, email }: Pick<Person, 'id' | 'email'>,
  to: string,
): Promise<string> {
  const { given, left } = await hands.giveAll(id, to, { kind: 'system' })
  if (left.length > 0) throw new Error(describeRemaining({ given, left }))
  return `Handed on: ${given.length}. ${email} has no open work any more.`
}

type HandedOn = { given: readonly string[]; left: readonly RemainingItem[] }
function describeRemaining({ given, left }: HandedOn): string {
  const t = translatorFor('en')
  const done = given.length > 0 ? `Handed on: ${given.join(', ')}.\n` : ''
  return `${done}Not handed on:\n${left.map(({ about, why }) => `${about}: ${t(why)}`).join('\n')}`
}

async function setRole({ accounts, hands }: Office, input: string | undefined, values: Values): Promise<string> {
  const email = parseAddress(input)
  const role = parseRole(values)
  const { id } = await findPerson(accounts, email)
  const to = await findTaker(accounts, values.work)
  if (to === undefined) requireNoOpenWork(email, (await hands.of(id)).filter(unsuitableWork(role)))
  const changed = await changeRole({ accounts, hands }, id, { role, by: { kind: 'system' }, ...(to ? { to } : {}) })
  requireReassigned(changed)
  return `${email} is now ${role}; open sessions have ended.`
}

/** Throws with what prevents a change, or was left by it. */
function requireReassigned(outcome: ChangeOutcome<string>): void {
  if (!outcome.ok && outcome.left.length > 0) throw new Error(`Not changed. ${describeRemaining(outcome)}`)
  requireDone(outcome as Verdict)
  if (outcome.left.length > 0) throw new Error(`Changed, but something came meanwhile. ${describeRemaining(outcome)}`)
}

async function resetTwoFactor({ accounts }: Office, input: string | undefined): Promise<string> {
  const email = parseAddress(input)
  const person = await findPerson(accounts, email)
  requireDone(await accounts.secondFactor.reset(person.id))
  return `${email} signs in with the password alone; open sessions have ended and a letter is on its way.`
}

async function confirmTenancy({ tenancies }: Office, input: string | undefined): Promise<string> {
  const { premises, state, termination } = await withMessage(
    tenancies.proposals.confirmAtTheMachine(parseReference(input)),
  )
  const appealUntil = state === 'terminated' ? null : termination?.appealUntil
  return appealUntil
    ? `Confirmed: the tenancy of ${premises} ends once its appeal is over; the tenant can appeal until ${appealUntil}.`
    : `Confirmed: ${premises} is now ${state}.`
}

async function answerAppeal({ tenancies }: Office, input: string | undefined, values: Values): Promise<string> {
  const reference = parseReference(input)
  const appealInput = parseOrThrow(
    appealAnswer,
    values,
    'Say --outcome upheld or dismissed, and --reason with what the tenant reads.',
  )
  const { premises, state } = await withMessage(tenancies.appeals.answerAtTheMachine(reference, appealInput))
  return `Answered: ${premises} is now ${state}.`
}

async function answerObjection({ deciding }: Office, input: string | undefined, values: Values): Promise<string> {
  const reference = parseReference(input)
  const answerInput = parseOrThrow(
    appealAnswer,
    values,
    'Say --outcome upheld or dismissed, and --reason with what the objector reads.',
  )
  const open = await withMessage(deciding.objections.openOf(reference))
  const choice = z.coerce.number().int().min(1).max(Math.max(1, open.length))
  const named = open.map(({ name, at }, index) => `  ${index + 1}  ${at.toISOString()}  ${name}`).join('\n')
  const objection = parseOrThrow(choice, values.objection ?? (open.length > 1 ? '' : 1), `Say --objection:\n${named}`)
  const { left } = await withMessage(deciding.objections.answerAtTheMachine(reference, { ...answerInput, objection }))
  return `Answered. Open objections to ${reference}: ${left}.`
}

/** Turns a refusal into an error with the message that pages show. */
async function withMessage<T>(act: Promise<T>): Promise<T> {
  try {
    return await act
  } catch (error) {
    if (error instanceof AppError) throw new Error(translatorFor('en')(error.code), { cause: error })
    throw error
  }
}

async function findPerson(accounts: AccountsService, email: string): Promise<Person> {
  const person = await accounts.people.findByEmail(email)
  if (!person) throw new Error(`Nobody has the address ${email}.`)
  return person
}

const describe = ({ role, state }: Person): string => `${role}, ${state}`

type Verdict = Awaited<ReturnType<typeof changeRole | typeof closeAccount | AccountsService['secondFactor']['reset']>>
function requireDone(verdict: Verdict): void {
  if (!verdict.ok) throw new Error(translatorFor('en')(`people.refused.${verdict.reason}`))
}

const parseReference = (input: string | undefined): string =>
  parseOrThrow(caseReference, input, 'Give a reference, such as SS-2026-000123.')

const parseAddress = (input: string | undefined): string =>
  parseOrThrow(emailField, input, 'Give an e-mail address, such as name@example.com.')

const parseRole = ({ role }: Values) =>
  parseOrThrow(z.enum(staffRoles), role, `Give a role with --role: ${staffRoles.join(', ')}.`)

function parseOrThrow<T>(schema: z.ZodType<T>, value: unknown, complaint: string): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new Error(complaint)
  return parsed.data
}

function argumentsOf(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        role: { type: 'string' },
        name: { type: 'string' },
        locale: { type: 'string' },
        objection: { type: 'string' },
        outcome: { type: 'string' },
        reason: { type: 'string' },
        work: { type: 'string' },
      },
    })
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`, { cause: error })
  }
}

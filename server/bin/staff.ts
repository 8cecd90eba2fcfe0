import { parseArgs } from 'node:util'
import { z } from 'zod'
import { emailAddress } from '../features/accounts/fields.ts'
import type { Person } from '../features/accounts/people-list.ts'
import { locales, translatorFor } from '../shared/i18n.ts'
import { staffRoles } from '../web/locals.ts'
import { migrate, runCommand, type Program } from './program.ts'

const usage = `Usage:
  npm run staff -- add <e-mail> --role <role> [--name <name>] [--locale ru|en|zh]
      makes a colleague and prints a one-time link to choose a password;
      for a colleague who has not chosen one yet, prints a new link
  npm run staff -- list
  npm run staff -- deactivate <e-mail>
  npm run staff -- role <e-mail> --role <role>
      changes a role at once; on the pages it takes two administrators
  npm run staff -- reset-two-factor <e-mail>
      for somebody who has lost the phone and the recovery codes
Roles: ${staffRoles.join(', ')}`

/** For people who may use the machine: the first administrator is made here, and a way back in when nobody has one. */
runCommand(async program => {
  const [command, email, ...rest] = argumentsOf().positionals
  const act = command && rest.length === 0 ? commands[command] : undefined
  if (!act) throw new Error(usage)
  await migrate(program.log)
  await act(program, email)
})

type Command = (program: Program, email: string | undefined) => Promise<void>

const commands: Partial<Record<string, Command>> = {
  add,
  list,
  deactivate,
  role: changeRole,
  'reset-two-factor': resetTwoFactor,
}

async function add({ services, config }: Program, typed: string | undefined): Promise<void> {
  const email = checked(emailAddress, typed, 'Give an e-mail address, such as name@example.com.')
  const { values } = argumentsOf()
  const role = checked(z.enum(staffRoles), values.role, `Give a role with --role: ${staffRoles.join(', ')}.`)
  const locale = checked(z.enum(locales), values.locale ?? 'zh', `--locale is one of ${locales.join(', ')}.`)
  const name = checked(z.string().trim().min(1).max(100), values.name ?? email.split('@', 1)[0], '--name is too long.')
  const made = await services.accounts.invite({ email, name, role, locale }, { byMail: false })
  const link = made.ok ? made.link : await newLinkFor(await known({ services }, email), services)
  console.log(`${email} can choose a password here, once, within seven days:\n${config.publicUrl}${link}`)
}

async function newLinkFor(person: Person, services: Program['services']): Promise<string> {
  if (person.state !== 'invited') throw new Error(`${person.email} has an account already: ${describe(person)}.`)
  return services.accounts.inviteAgain(person.id, { byMail: false })
}

async function list({ services }: Program): Promise<void> {
  const people = await services.accounts.listColleagues()
  if (people.length === 0) console.log('There are no colleagues yet.')
  for (const person of people) console.log(`${person.email}  ${person.name}  ${describe(person)}`)
}

async function deactivate(program: Program, typed: string | undefined): Promise<void> {
  const email = checked(emailAddress, typed, 'Give an e-mail address, such as name@example.com.')
  const person = await known(program, email)
  const verdict = await program.services.accounts.deactivate(person.id)
  if (!verdict.ok) throw new Error(translatorFor('en')(`people.refused.${verdict.reason}`))
  console.log(`${email} can no longer sign in; open sessions have ended.`)
}

async function changeRole(program: Program, typed: string | undefined): Promise<void> {
  const email = checked(emailAddress, typed, 'Give an e-mail address, such as name@example.com.')
  const role = checked(
    z.enum(staffRoles),
    argumentsOf().values.role,
    `Give a role with --role: ${staffRoles.join(', ')}.`,
  )
  const person = await known(program, email)
  const verdict = await program.services.accounts.changeRole(person.id, role)
  if (!verdict.ok) throw new Error(translatorFor('en')(`people.refused.${verdict.reason}`))
  console.log(`${email} is now ${role}; open sessions have ended.`)
}

async function resetTwoFactor(program: Program, typed: string | undefined): Promise<void> {
  const email = checked(emailAddress, typed, 'Give an e-mail address, such as name@example.com.')
  const person = await known(program, email)
  const verdict = await program.services.accounts.resetSecondFactor(person.id)
  if (!verdict.ok) throw new Error(translatorFor('en')(`people.refused.${verdict.reason}`))
  console.log(`${email} signs in with the password alone; open sessions have ended and a letter is on its way.`)
}

async function known({ services }: Pick<Program, 'services'>, email: string): Promise<Person> {
  const person = await services.accounts.findByEmail(email)
  if (!person) throw new Error(`Nobody has the address ${email}.`)
  return person
}

const describe = ({ role, state }: Person): string => `${role}, ${state}`

function checked<T>(schema: z.ZodType<T>, value: unknown, complaint: string): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new Error(complaint)
  return parsed.data
}

function argumentsOf() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { role: { type: 'string' }, name: { type: 'string' }, locale: { type: 'string' } },
    })
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`, { cause: error })
  }
}

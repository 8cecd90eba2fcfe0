import { readFile } from 'node:fs/promises'
import { recordAudit } from '../outside/audit.ts'
import { letterFrom } from '../outside/mail/mail-transport.ts'
import { loseKey, rememberKey } from '../outside/sealing/known-keys.ts'
import { sealing } from '../outside/sealing/sealing.ts'
import { forgetTwoFactorKey } from '../outside/sealing/two-factor-key.ts'
import { reportFailure } from './failure.ts'
import { runCommand, createProgram, type Program } from './program.ts'

const usage = `npm run seal                   seals what is stored already, with the newest key of DOCUMENT_KEYS
npm run seal -- open           opens all of it, to go back to a version that does not seal; asks for SEALING=off
npm run seal -- forget <key>   notes that a key is lost, by its id: the site starts without it
npm run seal -- read <file>    shows a letter from the folder of mails`

const [asked, which, ...more] = process.argv.slice(2)

if (asked === 'read') void printLetter(which).catch(reportFailure)
else runCommand(asked === 'forget' ? forgetKey : sealStored, { withoutKeys: asked === 'forget' })

/**
 * Seals or opens the stored data. May run beside the site and may be interrupted: the next run continues with what is left.
 */
async function sealStored({ services: { sealed }, clock }: Program): Promise<void> {
  if ((asked !== undefined && asked !== 'open') || which !== undefined) throw new Error(usage)
  if (asked === 'open' && sealing().on) {
    throw new Error(
      'SEALING is on, so that the site would seal again what is opened. Set SEALING=off for it and for this.',
    )
  }
  if (asked !== 'open' && !sealing().on) throw new Error('SEALING is off, so that nothing is to be sealed.')
  await rememberKey(clock)
  await sealed.forgetProgress()
  for (const { name, changed, skipped } of await sealed.bring(asked === 'open' ? 'open' : 'sealed')) {
    const remainder = skipped === 0 ? '' : `, ${String(skipped)} left, whose key is missing`
    console.log(`${String(changed).padStart(8)}  ${name} changed${remainder}`)
  }
  await printReport(sealed)
}

async function printReport({ lying }: Program['services']['sealed']): Promise<void> {
  console.log('\nNow there lie')
  for (const { name, open, sealed } of await lying()) {
    const by = [...sealed].map(([id, count]) => `${String(count)} sealed with ${id}`)
    console.log(`  ${[`${String(open)} open`, ...by].join(', ')}: ${name}`)
  }
  console.log(`The newest key is ${sealing().keyIds[0] ?? 'not set'}.`)
}

/** Stops asking for a lost key. What is sealed with it stays unreadable. */
async function forgetKey({ clock }: Program): Promise<void> {
  if (!which || more.length > 0) throw new Error(usage)
  const isOfSecondSteps = await forgetTwoFactorKey(which)
  if (!isOfSecondSteps && !(await loseKey(which, clock))) throw new Error(`This database knows no key ${which}.`)
  recordAudit({
    action: 'key.lost',
    subject: { kind: 'settings', id: isOfSecondSteps ? 'two-factor-key' : 'document-keys', label: which },
  })
  console.log(`The key ${which} is not asked for any more. What is sealed with it cannot be read.`)
}

async function printLetter(file: string | undefined): Promise<void> {
  if (!file || more.length > 0) throw new Error(usage)
  await createProgram()
  process.stdout.write(letterFrom(file, await readFile(file)))
}

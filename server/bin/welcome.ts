import { demonstrationPassword, demonstrationPeople } from '../features/accounts/demonstration.ts'
import { isReadAtTerminal } from '../outside/terminal-log.ts'
import { translatorFor } from '../shared/texts/i18n.ts'
import type { Program } from './program.ts'
import { hasNoMailDelivery } from './starting.ts'

/** Prints where the site, its mail and its settings are, and how to sign in to a demonstration. */
export function printWelcome({ config, services, settingsFile }: Program): void {
  const lines = [
    '',
    `  Startup Street is at ${config.publicUrl}`,
    ...(config.production ? [`  It listens on ${config.host ?? 'every address'}, port ${String(config.port)}`] : []),
    ...(config.demonstration ? demonstrationSignIns(config.publicUrl) : []),
    '',
    `  Mail goes to ${services.mail.goesTo}`,
    ...(hasNoMailDelivery(config)
      ? ['  Set SMTP_URL: until then letters reach nobody, those that reset a password neither']
      : []),
    ...(settingsFile ? [`  Settings come from ${settingsFile}`] : []),
    ...(config.databaseInDataFolder
      ? [`  All data is in ${config.dataFolder}; without this folder the next start begins anew`]
      : []),
    ...(isReadAtTerminal(config.production) ? ['  Ctrl+C ends the site'] : []),
    '',
  ]
  console.log(lines.join('\n'))
}

/** Returns the demonstration accounts and how they sign in, as lines to print. */
export function demonstrationSignIns(publicUrl: string): string[] {
  const t = translatorFor('en')
  const width = Math.max(...demonstrationPeople.map(({ email }) => email.length))
  return [
    '',
    `  Demonstration people sign in at ${publicUrl}/en/sign-in with the password ${demonstrationPassword}`,
    ...demonstrationPeople.map(({ email, role }) => `    ${email.padEnd(width)}  ${t(`account.role.${role}`)}`),
  ]
}

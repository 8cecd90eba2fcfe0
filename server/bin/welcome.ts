import type { Program } from './program.ts'

/** Tells whoever started the site where everything is. */
export function welcome({ config, services }: Program): void {
  const lines = ['', `  Startup Street is at ${config.publicUrl}`, `  Mail goes to ${services.mail.goesTo}`, '']
  console.log(lines.join('\n'))
}

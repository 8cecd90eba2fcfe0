import { migrate, runCommand } from './program.ts'

runCommand(async ({ log }) => {
  const ran = await migrate(log)
  console.log(ran.length > 0 ? `Migrated: ${ran.join(', ')}` : 'The database is up to date.')
})

import { staffCommand } from '../features/accounts/people/staff-command.ts'
import { migrate, runCommand } from './program.ts'

runCommand(async ({ services: { accounts, deciding, hands, tenancies }, config: { publicUrl }, log }) => {
  const prepare = async () => void (await migrate(log))
  console.log(await staffCommand(process.argv.slice(2), { accounts, deciding, hands, tenancies, publicUrl }, prepare))
})

/**
 * A worker that carries on with the imports of a database until a test kills it.
 * Usage: tsx import-until-killed.ts <database folder> <minutes by which its clock is ahead>. Prints a line once it has begun.
 */
import { importsService } from '../../server/features/premises/transfer/imports-service.ts'
import { openDatabase } from '../../server/outside/database.ts'
import { fileStore } from '../../server/outside/files.ts'

const [folder = '', ahead = '0'] = process.argv.slice(2)
const clock = { now: () => new Date(Date.now() + Number(ahead) * 60_000) }

await openDatabase(`mongodb_embedded://${folder}`)
const imports = importsService({ clock, files: fileStore({ bucket: 'imports', clock }) })
process.stdout.write('at work\n')
await imports.work()
// An import that is over leaves nothing to kill it at.
await new Promise(() => setInterval(() => undefined, 1_000))

/**
 * A worker that continues the imports of a database until it is killed: by the test at any moment, or by itself at the worst
 * moment, when rows are written and not yet marked as written. Prints a line once it has begun.
 * Usage: tsx import-until-killed.ts <database folder> <minutes its clock is ahead> <whether to die at the worst moment>
 */
import mongoose from 'mongoose'
import { clockOf } from '#outside/clock.ts'
import { testKey } from '../sealed.ts'

const [folder = '', ahead = '0', worst] = process.argv.slice(2)
const clock = clockOf(() => new Date(Date.now() + Number(ahead) * 60_000))

let marks = 0
// Schemas apply plugins when their models are created, so the plugin comes before the models.
if (worst === 'worst')
  mongoose.plugin(schema => {
    schema.pre('updateMany', function () {
      if (this.model.modelName === 'ImportRow' && (marks += 1) === 2) process.kill(process.pid, 'SIGKILL')
    })
  })

const { importsService } = await import('#features/transfer/imports-service.ts')
const { auditService } = await import('#features/audit/service.ts')
const { openDatabase } = await import('#outside/database/database.ts')
const { fileStore } = await import('#outside/files/files.ts')
const { createSealing: sealingWith, useSealing } = await import('#outside/sealing/sealing.ts')

useSealing(sealingWith({ on: true, secrets: [testKey] }))

await openDatabase(`mongodb_embedded://${folder}`)
const imports = importsService({
  clock,
  trail: auditService({ clock }),
  files: fileStore({ bucket: 'imports', clock }),
})
process.stdout.write('at work\n')
await imports.work()
// A finished import leaves no further moment to kill it, so the process waits.
await new Promise(() => setInterval(() => undefined, 1_000))

/**
 * Seals the stored data of a database that nobody else holds, until it kills itself before the nth write.
 * Usage: seal-until-killed.ts <data folder> <n>
 */
import mongoose from 'mongoose'
import { systemClock } from '#outside/clock.ts'
import { openDatabase } from '#outside/database/database.ts'
import { gridSealing } from '#outside/files/grid-sealing.ts'
import { createSealing, useSealing } from '#outside/sealing/sealing.ts'
import { storedSealing } from '#outside/sealing/stored.ts'
import { createCasesSealing } from '#features/cases/sealed-cases.ts'
import { testKey } from '../sealed.ts'

const [folder = '', most = '0'] = process.argv.slice(2)
const database = await openDatabase(`mongodb_embedded://${folder}/db`)
useSealing(createSealing({ on: true, secrets: [testKey] }))
let writes = 0
mongoose.connection.getClient().on('commandStarted', ({ commandName }) => {
  if (commandName === 'update' && (writes += 1) === Number(most)) process.kill(process.pid, 'SIGKILL')
})
await storedSealing({ clock: systemClock, stores: [gridSealing('documents'), createCasesSealing()] }).bring('sealed')
await database.close()

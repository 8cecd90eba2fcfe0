import { jobs } from '../jobs/index.ts'
import { startJobs } from '../jobs/runner.ts'
import { isEmbedded, openDatabase } from '../outside/database.ts'
import { createProgram, failed } from './program.ts'
import { shutDownOnSignal } from './shutdown.ts'

try {
  const { config, log, services } = await createProgram()
  if (isEmbedded(config.mongoUri)) {
    throw new Error(
      'A worker of its own needs MONGODB_URI to name a MongoDB server; on the embedded database the site does its jobs itself.',
    )
  }
  const database = await openDatabase(config.mongoUri)
  const stopJobs = await startJobs(jobs, { services, log })
  shutDownOnSignal({ log, steps: [stopJobs, () => database.close()] })
  log.info('worker started')
} catch (error) {
  failed(error)
}

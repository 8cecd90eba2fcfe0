import { setTimeout as wait } from 'node:timers/promises'
import { readConfig } from '#server/config.ts'
import { carryOutEffects, deliverMail } from '#features/outbox/jobs.ts'
import type { Job } from '#server/jobs/job.ts'
import { startJobs } from '#server/jobs/runner.ts'
import { systemClock } from '#outside/clock.ts'
import { openDatabase } from '#outside/database/database.ts'
import { startSealing } from '#outside/sealing/document-keys.ts'
import { createServices } from '#server/services.ts'
import { testKey } from '../sealed.ts'
import { testLog } from '../log.ts'

// A worker beside others on one database: runs one chore that never ends (`long`), or carries out effects (`effects`).
const [uri = '', which = 'effects'] = process.argv.slice(2)
const say = (line: string): void => void process.stdout.write(`${line}\n`)

const longChore: Job = {
  name: 'long-chore',
  everySeconds: 3_600,
  async run({ signal }) {
    say('begun')
    while (!signal?.aborted) await wait(100)
  },
}

await openDatabase(uri)
const log = testLog()
const mailTransport = {
  describe: 'standard output',
  send: ({ id }: { id: string }) => {
    say(`sent ${id}`)
    return Promise.resolve()
  },
}
const config = readConfig({ NODE_ENV: 'test', PUBLIC_URL: 'http://street.test', DOCUMENT_KEYS: testKey })
await startSealing(config)
const services = createServices({ clock: systemClock, log, config, mailTransport })
await startJobs(which === 'long' ? [longChore] : [carryOutEffects, deliverMail], { services, log })
say('up')

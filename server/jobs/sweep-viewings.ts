import type { Job } from './job.ts'

/** Reminders, moves that a crash interrupted, and times of premises that nobody may see any more. */
export const sweepViewings: Job = {
  name: 'sweep-viewings',
  everySeconds: 60,
  async run({ services, log }) {
    const { withdrawn, flagged, settled, reminded } = await services.viewings.sweep()
    const done = withdrawn + flagged + settled + reminded
    if (done > 0) log.info({ withdrawn, flagged, settled, reminded }, 'viewings swept')
  },
}

import type { Job } from '#server/jobs/job.ts'

/**
 * Job that sends reminders, finishes interrupted moves, returns covered viewings to their guides and closes times of
 * premises that can no longer be viewed.
 */
export const sweepViewings: Job = {
  name: 'sweep-viewings',
  everySeconds: 60,
  async run({ services, log }) {
    const { withdrawn, flagged, settled, returned, reminded } = await services.viewings.sweep()
    const done = withdrawn + flagged + settled + returned + reminded
    if (done > 0) log.info({ withdrawn, flagged, settled, returned, reminded }, 'viewings swept')
  },
}

/** Job that keeps two weeks of free times on a demonstration street. Does nothing elsewhere. */
export const topUpViewings: Job = {
  name: 'top-up-viewings',
  everySeconds: 3_600,
  async run({ services, log }) {
    const added = await services.viewings.demonstration.topUp()
    if (added > 0) log.info({ added }, 'demonstration viewings added')
  },
}

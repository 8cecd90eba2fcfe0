import type { Job } from '#server/jobs/job.ts'

/** Reminders, moves that a crash interrupted, what a cover need not show after all, and times of premises that nobody may see any more. */
export const sweepViewings: Job = {
  name: 'sweep-viewings',
  everySeconds: 60,
  async run({ services, log }) {
    const { withdrawn, flagged, settled, returned, reminded } = await services.viewings.sweep()
    const done = withdrawn + flagged + settled + returned + reminded
    if (done > 0) log.info({ withdrawn, flagged, settled, returned, reminded }, 'viewings swept')
  },
}

/** Keeps two weeks of free times on a demonstration street; does nothing elsewhere. */
export const topUpViewings: Job = {
  name: 'top-up-viewings',
  everySeconds: 3_600,
  async run({ services, log }) {
    const added = await services.viewings.demonstration.topUp()
    if (added > 0) log.info({ added }, 'demonstration viewings added')
  },
}

import type { Job } from '#server/jobs/job.ts'

/** Makes a new edition of a guide once what it says has changed; costs nothing while it has not. */
export const publishGuides: Job = {
  name: 'publish-guides',
  everySeconds: 120,
  async run({ services, log }) {
    await Promise.all([services.wording.refresh(), services.programme.refresh()])
    if (await services.guides.publish()) log.info('new edition of the guide')
  },
}

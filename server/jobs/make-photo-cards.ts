import type { Job } from './job.ts'

/** Crops of photos for lists, for what was taken in before lists had them. */
export const makePhotoCards: Job = {
  name: 'make-photo-cards',
  everySeconds: 86_400,
  async run({ services, log, signal }) {
    const outcome = await services.photos.makeMissingCards(signal)
    if (outcome.made + outcome.failed > 0) log.info(outcome, 'cards of photos made')
  },
}

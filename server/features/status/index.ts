import type { Job } from '#server/jobs/job.ts'
import type { Slice, SliceParts } from '#server/slice.ts'
import { statusRoutes } from './routes.ts'

/** Health of the site: what is late, parked, failing or full. `jobs` are those of all other slices. */
export const statusSlice = ({ services }: SliceParts, jobs: readonly Job[]): Slice => ({
  name: 'status',
  jobs: [watchCertificate],
  doors: () => ({
    pages: [statusRoutes(services, [...jobs, watchCertificate])],
  }),
})

/** Reads the certificate of the site every hour: after a renewal nobody should see the old warning for a day. */
const watchCertificate: Job = {
  name: 'watch-certificate',
  everySeconds: 3_600,
  run: ({ services }) => services.status.certificate.check(),
}

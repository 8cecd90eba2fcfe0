import type { Job } from '#server/jobs/job.ts'
import type { Slice, SliceParts } from '#server/slice.ts'
import { watchCertificate } from './certificate.ts'
import { statusRoutes } from './routes.ts'

/** Health of the site: what is late, parked, failing or full. `jobs` are those of all other slices. */
export const statusSlice = ({ services }: SliceParts, jobs: readonly Job[]): Slice => ({
  name: 'status',
  jobs: [watchCertificate],
  doors: () => ({
    pages: [statusRoutes(services, [...jobs, watchCertificate])],
  }),
})

import type { Slice, SliceParts } from '#server/slice.ts'
import { storeChecks } from '#outside/files/store-checks.ts'
import type { Job } from '#server/jobs/job.ts'
import { staffApiRoutes } from './api/routes.ts'
import { exportRoutes } from './export/routes.ts'
import { importRoutes } from './import/routes.ts'

/** Slice for importing and exporting premises, as files and by the office's programs. */
export const transferSlice = ({ services, config, clock }: SliceParts): Slice => ({
  name: 'transfer',
  jobs: [importPremises],
  checks: storeChecks({ clock, stores: [{ name: 'imports', ...services.transfer.imports }] }),
  doors: () => ({
    open: [staffApiRoutes(services, config)],
    pages: [
      importRoutes({ ...services.transfer, keepingTerms: services.cases.offers.keepingTerms }),
      exportRoutes(services.listings),
    ],
  }),
})

/** Checks, writes and undoes imports. Resumes where a killed process stopped. */
const importPremises: Job = {
  name: 'import-premises',
  everySeconds: 30,
  wokenBy: 'imports',
  async run({ services: { transfer }, log, signal }) {
    await transfer.imports.work(() => signal?.aborted ?? false, log)
  },
}

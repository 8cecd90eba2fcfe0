import type { Job } from '#server/jobs/job.ts'

/** Checks, writes and takes back files of premises; goes on where a killed process has stopped. */
export const importPremises: Job = {
  name: 'import-premises',
  everySeconds: 30,
  wokenBy: 'imports',
  async run({ services: { transfer }, log, signal }) {
    await transfer.imports.work(() => signal?.aborted ?? false, log)
  },
}

import type { Job } from './job.ts'

/** Moves what changed of premises from their documents into their history; see docs/adr/0038. */
export const filePremisesVersions: Job = {
  name: 'file-premises-versions',
  everySeconds: 60,
  async run({ services, log }) {
    const filed = await services.versions.file()
    if (filed > 0) log.info({ filed }, 'changes of premises are in their history')
  },
}

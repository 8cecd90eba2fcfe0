import type { Job } from './job.ts'

/** Documents that wait for the malware scanner; one that is away is asked again at growing intervals. */
export const scanDocuments: Job = {
  name: 'scan-documents',
  everySeconds: 60,
  wokenBy: 'scans',
  async run({ services: { scans }, log }) {
    const { clean, infected, waiting } = await scans.scanDue()
    if (clean + infected + waiting > 0) log.info({ clean, infected, waiting }, 'documents scanned')
  },
}

import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { AnswerView, FindingView, InspectionView, TenancyReader } from '../texts/tenancy-text.ts'
import { filesOf, type Around, type RenewalFile } from '../renewal/renewal-files.ts'

type FindingWithFiles = Omit<FindingView, 'answers'> & { answers: (AnswerView & { files: RenewalFile[] })[] }
export type InspectionWithFiles = Omit<InspectionView, 'findings'> & { findings: FindingWithFiles[] }

/** Returns an inspection with the tenant's answers and their photos, for both sides. */
export const withAnswerFiles = (
  reader: TenancyReader,
  { tenancy, around }: { tenancy: Tenancy; around: Around },
  inspection: InspectionView,
): InspectionWithFiles => ({
  ...inspection,
  findings: inspection.findings.map(finding => ({
    ...finding,
    answers: finding.answers.map(answer => ({
      ...answer,
      files: filesOf(reader, { tenancy, ids: answer.ids }, around),
    })),
  })),
})

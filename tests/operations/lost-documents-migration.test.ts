import mongoose from 'mongoose'
import { expect, it } from 'vitest'
import { DocumentModel } from '#models/documents/document.ts'
import { migration } from '#server/migrations/2026-12-05-documents-of-lost-drafts.ts'
import { ApplicationModel } from '#models/cases/application.ts'
import { sweepFiles } from '#features/documents/jobs.ts'
import { anApplicant } from '../factories/account.ts'
import { aDraft } from '../factories/applications.ts'
import { idOf } from '../support/desk.ts'
import { upload } from '../support/founder.ts'
import { useSite } from '../support/site.ts'
import { inStore } from '../support/upload-site.ts'

const site = useSite()

it('removes only the documents that a killed deletion of a draft left behind', async () => {
  const ids: string[] = []
  for (const startedFor of ['SFH-A-0301', 'SFH-A-0302']) {
    const account = await anApplicant()
    const id = idOf(await aDraft({ applicant: account._id, startedFor }))
    await upload(await site.as(account), id).expect(303)
    ids.push(id)
  }
  await ApplicationModel.deleteOne({ _id: ids[0]! })

  for (let run = 0; run < 2; run += 1) await migration.up({ db: mongoose.connection.db!, log: site.log })
  await sweepFiles.run({ services: site.services, log: site.log })

  expect(await DocumentModel.countDocuments({ application: ids[0]! })).toBe(0)
  expect(await DocumentModel.countDocuments({ application: ids[1]! })).toBe(3)
  expect(await inStore()).toEqual({ files: 3, chunks: 3, pending: 0 })
  expect(await mongoose.connection.collection('tombstones').countDocuments()).toBe(0)
})

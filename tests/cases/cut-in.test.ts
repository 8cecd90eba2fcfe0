import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { DocumentModel } from '#models/documents/document.ts'
import { storeBytes } from '#outside/files/files.ts'
import { anApplicant } from '../factories/account.ts'
import { aDraft } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { cutIn } from '../support/processes/interruptions.ts'
import { idOf, stored, type Agent } from '../support/desk.ts'
import { upload } from '../support/founder.ts'
import { useSite } from '../support/site.ts'
import { aPdf, sha256 } from '../support/upload-site.ts'

const site = useSite()
const list = (id: string) => site.services.documents.list(id)
type Case = { id: string; person: Agent; by: string; passport: string }

async function draft(): Promise<Case> {
  const account = await anApplicant()
  const person = await site.as(account)
  const { code } = await aPremises()
  const id = idOf(await aDraft({ applicant: account._id, premises: [code], startedFor: code }))
  await upload(person, id).expect(303)
  const passport = idOf((await list(id)).find(({ kind }) => kind === 'passport')!)
  return { id, person, by: idOf(account), passport }
}

let size = 3_000
/**
 * Performs a replacement up to the one write of the case, as a process that stops or is killed after it. Returns false when
 * the write is refused.
 */
async function replacedHalfway({ id, by }: Case, old: string): Promise<boolean> {
  const { documents } = site.services
  const bytes = aPdf((size += 1))
  const storageId = await storeBytes(documents.store, bytes)
  const supersedes = (await DocumentModel.findById(old).lean())!
  const file = { field: 'x', name: 'new.pdf', extension: 'pdf' as const, mediaType: 'application/pdf' as const }
  const { kind } = supersedes
  const arrived = [{ kind, supersedes, file: { ...file, size: bytes.length, sha256: sha256(bytes), storageId } }]
  const { id: intake } = await documents.receive({ applicationId: id, by, arrived })
  const facts = { intake, keepOld: 'no', at: site.clock.now().toISOString() }
  const effect = { key: `application:${id}:in-${intake}`, kind: 'take_in', facts }
  const change = { $inc: { revision: 1 }, $push: { pendingEffects: effect } }
  const { matchedCount } = await ApplicationModel.updateOne({ _id: id, state: 'draft' }, change)
  return matchedCount > 0
}

describe('submitting a draft while one of its documents is being replaced', () => {
  it('stores exactly the documents of the case in the snapshot, at whichever moment the replacement happens', async () => {
    const said = new Set<boolean>()
    for (let operation = 0; ; operation += 1) {
      const one = await draft()
      const { id, person, passport } = one
      // An earlier replacement has stopped halfway: the submission finishes that one first.
      const plan = (await list(id)).find(({ kind }) => kind === 'business_plan')!
      await replacedHalfway(one, idOf(plan))
      const end = await cutIn(
        operation,
        () => person.post(`/ru/applications/${id}/check`).expect(303),
        async () => said.add(await replacedHalfway(one, passport)),
      )
      if (end === 'over') break
      await site.services.outbox.carryOut()
      const named = (await stored(id)).snapshot!.documents.map(document => document.id)
      expect((await list(id)).map(idOf), `cut in at operation ${operation}`).toEqual(named)
      expect([...(await site.services.documents.present(named)).keys()].toSorted()).toEqual(named.toSorted())
    }
    // Before the write that submits, the replacement is allowed; after it, it is refused.
    expect(said).toEqual(new Set([true, false]))
  }, 120_000)
})

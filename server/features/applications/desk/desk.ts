import type { Response } from 'express'
import type { Services } from '#server/services.ts'
import { accountOf, actorOf } from '#web/access/access.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import type { CaseDesk, ShowOptions } from '#features/cases/desk/case-desk.ts'
import { hasEnded, undecidedStates } from '#features/cases/states.ts'
import type { SessionAccount } from '#web/locals.ts'
import { readerAt } from '#features/cases/desk/labels.ts'
import { sentTextBoxes } from '#web/requests/sent-texts.ts'
import { readyTexts } from '#features/reviewing/desk/correspondence/ready.ts'
import { caseActions } from '../case-actions.ts'
import { casePage, renderCase } from './case-page.ts'

export type DeskParts = Pick<Services, 'cases' | 'reviewing' | 'documents' | 'letters' | 'accounts' | 'tenancies'> &
  Pick<Services, 'enquiries'>
/** Builds the parts that the reading and the acting routes of the desk share. */
export function caseDesk(parts: DeskParts): CaseDesk {
  const { cases, reviewing, documents, letters, accounts, tenancies, enquiries } = parts

  async function show(res: Response, id: string, { status, file: known, ...showing }: ShowOptions = {}): Promise<void> {
    const account = accountOf(res)
    const file = known ?? (await cases.files.open(id, actorOf(account)))
    const { reference, assignee } = file.application
    res.req.log.info({ account: account.id, role: account.role, application: id, reference }, 'case opened')
    const [{ documents: caseDocuments, letters: caseLetters }, tenancy, rivals, officers, mentionable, templates] =
      await Promise.all([
        readPapers(id, file),
        file.application.handedOverOn ? tenancies.records.ofApplication(id) : null,
        rivalsOf(file, account),
        hasEnded(file.application.state) ? [] : reviewing.assignment.officers(),
        file.closed ? [] : reviewing.correspondence.mentionable(file.application, account.id),
        file.closed ? [] : enquiries.templates.inUse(),
      ])
    const officer = assignee?.toHexString()
    const around = {
      documents: caseDocuments,
      letters: caseLetters,
      rivals,
      assignee: (await namesOf([officer], officers)).get(officer ?? ''),
      tenancyId: tenancy?._id.toHexString(),
      sent: sentTextBoxes(res),
    }
    renderCase(
      res,
      casePage(readerAt(res), {
        file: { ...file, officers, mentionable, ready: readyTexts(file, templates) },
        ...around,
        actions: caseActions,
        ...showing,
      }),
      status,
    )
    await reviewing.correspondence.markSeen(file.application, account.id)
  }

  /** Reads documents and letters of a case; none when its content is closed. */
  async function readPapers(id: string, { closed }: CaseFile) {
    if (closed) return { documents: [], letters: [] }
    const [kept, made] = await Promise.all([documents.list(id, { history: true }), letters.list(id)])
    return { documents: kept, letters: made }
  }

  /** Reads the other cases that want the same units. Returns null for users who may not read the case. */
  function rivalsOf({ application, closed }: CaseFile, account: SessionAccount) {
    const decided = !undecidedStates.includes(application.state)
    return closed || decided ? null : cases.files.rivals(application, actorOf(account))
  }

  async function namesOf(
    ids: readonly (string | undefined)[],
    colleagues: readonly { id: string; name: string }[] = [],
  ): Promise<Map<string, string>> {
    const names = new Map(colleagues.map(({ id, name }) => [id, name]))
    const missing = new Set(ids.filter(id => id !== undefined).filter(id => !names.has(id)))
    for (const id of missing) names.set(id, (await accounts.people.contactOf(id)).name)
    return names
  }

  return { actions: caseActions, show, namesOf }
}

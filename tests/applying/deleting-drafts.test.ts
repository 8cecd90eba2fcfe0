import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { DocumentModel } from '#models/documents/document.ts'
import { TombstoneModel } from '#models/cases/tombstone.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aDraft, anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { idOf } from '../support/desk.ts'
import { signedInFounder, started, upload } from '../support/founder.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import type { Acknowledged } from '../support/crash/acknowledged.ts'
import { lostDrafts } from '../support/crash/drafts.ts'

const site = useSite()

describe('an unwanted draft', () => {
  it('is deleted with its documents after a confirmation, and another can be started', async () => {
    const { code } = await aPremises()
    const { person } = await signedInFounder(site)
    const id = await started(person, code)
    await upload(person, id).expect(303)
    const tasks = renderedPage(await person.get(`/en/applications/${id}`).expect(200))
    expect(tasks.$('[data-test="delete-draft"]').attr('href')).toBe(`/en/applications/${id}/delete`)
    expect(tasks.$('[name=to][value=withdrawn]')).toHaveLength(0)
    for (const locale of locales) {
      const asked = renderedPage(await person.get(`/${locale}/applications/${id}/delete`).expect(200))
      expect(asked.text('delete')).toContain(code)
      expect(asked.text('delete')).toContain('3')
    }
    expect(await ApplicationModel.countDocuments({ _id: id })).toBe(1)

    await person.post(`/en/applications/${id}/delete`).expect(303).expect('location', '/en/applications')
    expect(renderedPage(await person.get('/en/applications').expect(200)).notice).toBe('The draft has been deleted.')
    expect(await ApplicationModel.countDocuments({ _id: id })).toBe(0)
    expect(await DocumentModel.countDocuments({ application: id })).toBe(0)
    expect(await TombstoneModel.countDocuments()).toBe(0)
    await person.get(`/en/applications/${id}`).expect(404)
    await person.post(`/en/applications/${id}/delete`).expect(404)
    expect(await started(person, code)).not.toBe(id)
  })

  it('cannot be withdrawn before the submission', async () => {
    const { account, person } = await signedInFounder(site)
    const id = idOf(await aDraft({ applicant: account._id }))
    await person.post(`/en/applications/${id}`).type('form').send({ to: 'withdrawn' }).expect(409)
    expect((await ApplicationModel.findById(id).lean())?.state).toBe('draft')
  })

  it('can be deleted by its applicant only, and a submitted application cannot be deleted', async () => {
    const { account, person } = await signedInFounder(site)
    const theirs = idOf(await aDraft())
    await person.get(`/en/applications/${theirs}/delete`).expect(404)
    await person.post(`/en/applications/${theirs}/delete`).expect(404)
    const submitted = idOf(await anApplication({ applicant: account._id, state: 'submitted' }))
    await person
      .get(`/en/applications/${submitted}/delete`)
      .expect(303)
      .expect('location', `/en/applications/${submitted}`)
    await person.post(`/en/applications/${submitted}/delete`).expect(409)
    expect(await ApplicationModel.countDocuments()).toBeGreaterThan(1)
  })
})

describe('a lost draft in the crash tests', () => {
  const up: Acknowledged = { what: 'up', day: '2026-11-25', drafts: [], cutOff: 0 }
  const started = { what: 'started', application: 'a' } as const
  const asked = { what: 'asked_to_delete', application: 'a' } as const
  const gone = { savedIn: new Map<string, number>(), documents: new Set<string>(), letters: [] }

  it('is not a draft that its applicant asked to delete', () => {
    expect(lostDrafts([up, started, asked], gone).lost).toEqual([])
    expect(lostDrafts([up, started], gone).lost).toHaveLength(1)
  })

  it('is a draft saved after the request to delete it, or a deletion that was lost', () => {
    expect(lostDrafts([up, started, asked, { what: 'saved', application: 'a', count: 2 }], gone).lost).toHaveLength(1)
    const there = { ...gone, savedIn: new Map([['a', 1]]) }
    expect(lostDrafts([up, started, asked, { what: 'deleted', application: 'a' }], there).lost).toEqual([
      'deletion of draft a',
    ])
  })
})

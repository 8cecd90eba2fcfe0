import { expect, it } from 'vitest'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

it('a search whose minimum area exceeds the maximum explains to visitors and staff why nothing is found', async () => {
  await aPremises()
  const staff = await site.as(await aColleague('listing_manager'))
  for (const path of ['/zh/premises', '/zh/staff/premises']) {
    const open = async (query: string) => renderedPage(await staff.get(`${path}?${query}`).expect(200))
    const crossed = await open('minArea=500&maxArea=10')
    expect(crossed.text('crossed')).toContain('面积下限（500平方米）大于上限（10平方米）')
    expect((await open('minArea=10&maxArea=500')).$('[data-test="crossed"]')).toHaveLength(0)
    expect((await open('minArea=10&maxArea=10')).$('[data-test="crossed"]')).toHaveLength(0)
    expect((await open('minArea=500')).$('[data-test="crossed"]')).toHaveLength(0)
  }
  const frontage = renderedPage(await site.visit.get('/ru/premises?minFrontage=9&maxFrontage=3').expect(200))
  expect(frontage.text('crossed')).toContain('больше')
})

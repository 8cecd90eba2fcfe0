import { expect, it } from 'vitest'
import { around, outsideFaults, type Fault } from '../faults/around.ts'

const { 'database-gone': gone, 'mail-dropped': dropped, 'scanner-away': away } = outsideFaults
const atOnce: Fault = {
  begin: async world => {
    for (const { begin } of [dropped, away, gone]) await begin(world)
  },
  end: async world => {
    for (const { end } of [dropped, away, gone]) await end(world)
  },
}

// Long form with each fault alone: npm run fault
it('loses no acknowledged change while the database, the mail server and the scanner fail and recover', async () => {
  const [came] = await around([atOnce], { seconds: 4, seed: 20_261_128, hurried: true })
  expect(came!.wrong).toEqual([])
  expect(came!.acknowledged.before).toBeGreaterThan(0)
  expect(came!.unavailable, 'people noticed it').toBeGreaterThan(0)
  expect(came!.acknowledged.after).toBeGreaterThan(0)
}, 120_000)

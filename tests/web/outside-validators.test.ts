import { describe, expect, it } from 'vitest'
import { useSite } from '../support/site.ts'
import { openApiFaults } from '../support/validators/openapi.ts'

describe('what programs read passes a validator of somebody else', () => {
  const site = useSite()

  it.each(['/api/v1/openapi.json', '/api/v1/staff/openapi.json'])('the document %s', async path => {
    const { text } = await site.visit.get(path).expect(200)
    expect(await openApiFaults(text)).toEqual([])
    expect(await openApiFaults(text.replaceAll('"operationId":', '"operationID":'))).not.toEqual([])
  })
})

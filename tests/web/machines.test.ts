import { describe, expect, it } from 'vitest'
import { useSite } from '../support/site.ts'

describe('pages for machines', () => {
  const site = useSite({ env: { METRICS_TOKEN: 'a-token-for-prometheus' } })

  it('says that the process lives and can serve', async () => {
    await site.visit.get('/healthz').expect(200, 'ok')
    await site.visit.get('/readyz').expect(200, 'ready')
  })

  it('shows measurements only to whoever has the token', async () => {
    await site.visit.get('/metrics').expect(404)
    await site.visit.get('/metrics').set('Authorization', 'Bearer wrong').expect(404)
    const response = await site.visit.get('/metrics').set('Authorization', 'Bearer a-token-for-prometheus').expect(200)
    expect(response.text).toContain('http_request_duration_seconds_bucket')
  })
})

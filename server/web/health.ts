import { Router } from 'express'
import { pingDatabase } from '../outside/database.ts'
import { anyone } from './access.ts'

/** For supervisors and load balancers: `healthz` = the process lives, `readyz` = it can serve pages. */
export function healthRoutes(): Router {
  const router = Router({ caseSensitive: true })
  router.get('/healthz', anyone, (_req, res) => {
    res.set('Cache-Control', 'no-store').type('text').send('ok')
  })
  router.get('/readyz', anyone, async (_req, res) => {
    const ready = await pingDatabase()
    res
      .set('Cache-Control', 'no-store')
      .status(ready ? 200 : 503)
      .type('text')
      .send(ready ? 'ready' : 'database away')
  })
  return router
}

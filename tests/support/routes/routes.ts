import type { Express } from 'express'
import type { Guard } from '#web/access/access.ts'

type Layer = {
  handle: unknown
  name: string
  route?: { path: string; stack: { method: string; handle: Partial<Guard> }[] }
}
export type Route = { method: string; path: string; roles: Guard['roles'] | undefined }

/**
 * Returns every route of the site with the roles that may use it, read from the routers. Paths below `/:l` come without it.
 */
export function routesOf(app: Express): Route[] {
  const seen = new Set<unknown>()
  const walk = (stack: Layer[]): Route[] =>
    stack.flatMap(({ handle, route }) => {
      if (route) return routesAt(route)
      const nested = (handle as { stack?: Layer[] }).stack
      if (!nested || seen.has(handle)) return []
      seen.add(handle)
      return walk(nested)
    })
  return walk((app.router as unknown as { stack: Layer[] }).stack)
}

function routesAt({ path, stack }: NonNullable<Layer['route']>): Route[] {
  const methods = [...new Set(stack.map(layer => layer.method))]
  return methods.map(method => ({
    method,
    path,
    roles: stack.find(layer => layer.method === method)?.handle.roles,
  }))
}

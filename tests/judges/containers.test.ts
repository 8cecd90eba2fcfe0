import { readFileSync } from 'node:fs'
import path from 'node:path'
import { validate } from 'dockerfile-utils'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../server/outside/project-root.ts'

describe('the Dockerfile', () => {
  it('has no fault according to the checker of the Docker extension', () => {
    const dockerfile = readFileSync(path.join(projectRoot, 'deploy/docker/Dockerfile'), 'utf8')
    expect(validate(dockerfile).map(({ message }) => message)).toEqual([])
    expect(validate(dockerfile.replace('FROM', 'FRUM')).length).toBeGreaterThan(0)
  })
})

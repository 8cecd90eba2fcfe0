import { execFileSync } from 'node:child_process'

/**
 * Mounts a disk of so many megabytes at a folder; it takes memory only as far as it is filled. `resize` changes its size.
 * Returns null, with a message, when mounting is not allowed.
 */
export function ownDisk(folder: string, megabytes: number): { resize(megabytes: number): void; remove(): void } | null {
  const mount = (...args: string[]) => execFileSync('mount', [...args, folder], { stdio: 'ignore' })
  try {
    mount('-t', 'tmpfs', '-o', `mode=700,size=${megabytes}m`, 'tmpfs')
  } catch {
    process.stderr.write('one may not mount a file system here: what a full disk does is SKIPPED\n')
    return null
  }
  return {
    resize: size => void mount('-o', `remount,size=${size}m`),
    remove: () => void execFileSync('umount', ['-l', folder]),
  }
}

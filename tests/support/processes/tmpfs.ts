import { execFileSync } from 'node:child_process'

/**
 * A disk of its own at a folder, of so many megabytes, which takes memory only as far as it is filled; `resize` makes it larger or
 * smaller. Null, with a word, where one may not mount.
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

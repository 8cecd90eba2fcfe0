import { existsSync, readdirSync, watch } from 'node:fs'
import path from 'node:path'

/**
 * Calls `changed` after each change in a folder and those within it. They are watched one by one: the recursive watch of Node
 * no longer notices a file that was once replaced by another, as editors and git do. Folders may be removed and made again.
 * Returns how to stop.
 */
export function watchFolders(root, changed) {
  const watchers = new Map()

  function begin(folder) {
    if (watchers.has(folder)) return
    try {
      const watcher = watch(folder, (event, name) => {
        // A folder that was removed or moved reports its own name, as one within it of the same name does.
        if (event === 'rename' && name === path.basename(folder)) end(folder)
        if (existsSync(folder)) begin(folder)
        else end(folder)
        beginWithin(folder)
        changed()
      })
      watcher.on('error', () => end(folder))
      watchers.set(folder, watcher)
    } catch (error) {
      return ignoreRemoved(error)
    }
    beginWithin(folder)
  }

  function beginWithin(folder) {
    try {
      for (const entry of readdirSync(folder, { withFileTypes: true }))
        if (entry.isDirectory()) begin(path.join(folder, entry.name))
    } catch (error) {
      ignoreRemoved(error)
    }
  }

  function end(folder) {
    for (const [watched, watcher] of watchers) {
      if (watched !== folder && !watched.startsWith(folder + path.sep)) continue
      watcher.close()
      watchers.delete(watched)
    }
  }

  begin(root)
  return () => end(root)
}

/** A folder may be removed at any moment, also between two looks at it. */
function ignoreRemoved(error) {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
}

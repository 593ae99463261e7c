import { readFileSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'

/** A file that holds a simulator's state between two runs. */
export type StateFile = {
  /** What the last run left, or null. */
  saved: unknown
  /** Has the present state written soon; changes that come quickly share a write. */
  changed(): void
  /** Resolves when the file holds the last change. */
  flush(): Promise<void>
}

type Options = { path: string | undefined; snapshot: () => unknown; onError: (error: unknown) => void }

/** Reads the file, and writes `snapshot()` to it after changes. Without a path nothing is kept. */
export function openStateFile({ path, ...o }: Options): StateFile {
  return path === undefined ? { saved: null, changed: () => {}, flush: async () => {} } : openAt({ path, ...o })
}

function openAt(o: Options & { path: string }): StateFile {
  let dirty = false
  let writing: Promise<void> | null = null

  function changed(): void {
    dirty = true
    writing ??= writeOnce().then(() => {
      writing = null
      if (dirty) changed()
    })
  }

  async function writeOnce(): Promise<void> {
    // Lets the changes of one request, and of those beside it, become one write.
    await Promise.resolve()
    dirty = false
    await replaceFile(o.path, JSON.stringify(o.snapshot())).catch(o.onError)
  }

  return {
    saved: readSaved(o.path),
    changed,
    flush: async () => {
      while (writing) await writing
    },
  }
}

/** Whole or not at all, and for its owner only: it holds credentials. */
async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { mode: 0o600 })
  await rename(`${path}.new`, path)
}

function readSaved(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new Error(`${path} cannot be read: delete it to start the simulator afresh`, { cause: error })
  }
}

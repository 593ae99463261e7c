import { watch } from 'node:fs'

const quietMs = 150

/** Calls `onChange` with the first folder of each changed source, once the writing has paused. Returns what ends it. */
export function watchSources(dir: string, onChange: (folders: Set<string>) => void): () => void {
  let changed = new Set<string>()
  let timer: NodeJS.Timeout | null = null
  const watcher = watch(dir, { recursive: true }, (_event, path) => {
    const folder = path?.split(/[/\\]/)[0]
    if (!path || !folder || !/\.(ts|json)$/.test(path) || path.endsWith('.test.ts')) return
    changed.add(folder)
    if (timer) clearTimeout(timer)
    timer = setTimeout(() => {
      onChange(changed)
      changed = new Set()
    }, quietMs)
  })
  return () => {
    if (timer) clearTimeout(timer)
    watcher.close()
  }
}

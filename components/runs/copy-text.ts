import { toast } from 'sonner'

/** Copies, and says so. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast.success(done)
  } catch {
    toast.error('Not copied', { description: 'The browser did not allow it.' })
  }
}

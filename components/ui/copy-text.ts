import { toast } from 'sonner'

/** Puts words on the clipboard and says so. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    toast.success(done)
  } catch {
    toast.error('Not copied', { description: 'The browser does not allow it here. Select the text instead.' })
  }
}

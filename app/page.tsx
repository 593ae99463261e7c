import { redirect } from 'next/navigation'
import { homePath } from '@/components/shell/navigation'

export default function Page() {
  redirect(homePath)
}

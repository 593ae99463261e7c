import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireStaff } from '@/lib/auth/require-staff'
import { bulkPageOptions } from '@/lib/queries/bulk/options'
import { createQueryClient } from '@/lib/queries/query-client'
import { createServerSupabase } from '@/lib/supabase/server'
import { BulkClient } from './client'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Bulk #${(await params).id}` }
}

export default async function Page({ params }: Props) {
  const { id: word } = await params
  if (!/^[1-9]\d{0,15}$/.test(word)) notFound()
  const id = Number(word)
  const staff = await requireStaff(`/bulk/${id}`)
  const supabase = await createServerSupabase()
  const cache = createQueryClient()
  if (!(await cache.fetchQuery(bulkPageOptions(supabase, id)))) notFound()
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <BulkClient key={id} id={id} staff={staff} />
    </HydrationBoundary>
  )
}

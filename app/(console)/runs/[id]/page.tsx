import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireStaff } from '@/lib/auth/require-staff'
import { customerOptions } from '@/lib/queries/customer/options'
import { createQueryClient } from '@/lib/queries/query-client'
import { runDetailOptions } from '@/lib/queries/runs/options'
import { staffNamesOptions } from '@/lib/queries/staff/options'
import { createServerSupabase } from '@/lib/supabase/server'
import { RunClient } from './client'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Run #${(await params).id}` }
}

export default async function Page({ params }: Props) {
  const { id: word } = await params
  if (!/^[1-9]\d{0,15}$/.test(word)) notFound()
  const id = Number(word)
  const staff = await requireStaff(`/runs/${id}`)
  const supabase = await createServerSupabase()
  const cache = createQueryClient()
  const [detail] = await Promise.all([cache.fetchQuery(runDetailOptions(supabase, id)), cache.fetchQuery(staffNamesOptions(supabase))])
  if (!detail) notFound()
  await cache.prefetchQuery(customerOptions(supabase, detail.run.userId))
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <RunClient key={id} id={id} userId={detail.run.userId} staff={staff} />
    </HydrationBoundary>
  )
}

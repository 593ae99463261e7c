import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { requireStaff } from '@/lib/auth/require-staff'
import { customerOptions } from '@/lib/queries/customer/options'
import { createQueryClient } from '@/lib/queries/query-client'
import { staffNamesOptions } from '@/lib/queries/staff/options'
import { createServerSupabase } from '@/lib/supabase/server'
import { CustomerClient } from './client'

export const metadata: Metadata = { title: 'Customer' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id: word } = await params
  const id = word.toLowerCase()
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) notFound()
  const staff = await requireStaff(`/customers/${id}`)
  const supabase = await createServerSupabase()
  const cache = createQueryClient()
  const [page] = await Promise.all([cache.fetchQuery(customerOptions(supabase, id)), cache.fetchQuery(staffNamesOptions(supabase))])
  if (!page) notFound()
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <CustomerClient key={id} id={id} staff={staff} />
    </HydrationBoundary>
  )
}

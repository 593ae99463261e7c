import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AlertsPage } from '../alerts-page'

export const metadata: Metadata = { title: 'Incident' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  if (!/^\d{1,15}$/.test(id)) notFound()
  return <AlertsPage chosen={Number(id)} />
}

-- Limits and incidents on the overview's charts, which were empty until there were alerts.

create or replace function private.overview_limits() returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_object_agg(r.key, r.threshold), '{}') from public.alert_rules r
  where r.enabled and r.key in ('provisioning_failures', 'twilio_errors', 'vapi_failures')
$$;

create or replace function private.incident_annotations(p_from timestamptz, p_to timestamptz)
returns table (id bigint, label text, started_at timestamptz, ended_at timestamptz)
language sql stable set search_path = ''
as $$
  select i.id, r.label, i.fired_at, i.resolved_at from public.alert_incidents i join public.alert_rules r on r.key = i.rule
  where i.fired_at < p_to and coalesce(i.resolved_at, 'infinity') >= p_from
$$;

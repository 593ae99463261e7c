-- What stands beside the charts: limits, rollout changes, incidents.

-- Both are filled once there are alerts.
create function private.overview_limits() returns jsonb
language sql stable set search_path = ''
as $$ select '{}'::jsonb $$;
comment on function private.overview_limits is 'The threshold of each alert rule that a chart of the overview shows, if the rule is on.';

create function private.incident_annotations(p_from timestamptz, p_to timestamptz)
returns table (id bigint, label text, started_at timestamptz, ended_at timestamptz)
language sql stable set search_path = ''
as $$ select null::bigint, null::text, null::timestamptz, null::timestamptz where false $$;
comment on function private.incident_annotations is 'Incidents that touch a range, for the lane above the charts.';

create function private.overview_annotations(p_from timestamptz, p_to timestamptz) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'rollout', (
      select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'old', c.old_value, 'new', c.new_value, 'at', c.created_at) order by c.created_at), '[]')
      from public.rollout_changes c where c.kind in ('percentage', 'stop', 'guard') and c.created_at >= p_from and c.created_at < p_to),
    'incidents', (
      select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'label', i.label, 'started_at', i.started_at, 'ended_at', i.ended_at) order by i.started_at), '[]')
      from private.incident_annotations(p_from, p_to) i))
$$;

revoke execute on function private.incident_annotations(timestamptz, timestamptz), private.overview_annotations(timestamptz, timestamptz),
  private.overview_limits() from public, anon, authenticated, service_role;

-- The whole overview in one answer.

create function private.is_time_zone(p_name text) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  -- pg_timezone_names opens every file of the zone database: more work than all of the overview's hours.
  perform clock_timestamp() at time zone p_name;
  return p_name is not null;
exception when invalid_parameter_value then
  return false;
end
$$;

create function private.read_overview(p_minutes integer, p_bucket_seconds integer, p_time_zone text, p_compare_minutes integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_to timestamptz := clock_timestamp();
  v_from timestamptz;
  v_shift interval := p_compare_minutes * interval '1 minute';
  v_tail public.provision_metrics_minute[];
begin
  if not private.has_staff_role('viewer') then
    raise exception 'Only staff may read this.' using errcode = 'PT403';
  end if;
  if p_minutes is null or p_minutes not between 1 and 60 * 24 * 31 then
    raise exception 'minutes must be a whole number from 1 to 44640 (31 days).' using errcode = 'PT400', detail = 'minutes';
  end if;
  if p_bucket_seconds is null or p_bucket_seconds < 60 or p_minutes * 60 / p_bucket_seconds > 1000 then
    raise exception 'bucket_seconds must be at least 60 and make at most 1000 buckets.' using errcode = 'PT400', detail = 'bucket_seconds';
  end if;
  if p_compare_minutes is null or p_compare_minutes not between p_minutes and 60 * 24 * 31 then
    raise exception 'compare_minutes must be at least minutes and at most 44640: how much earlier the period to compare with is.' using errcode = 'PT400', detail = 'compare_minutes';
  end if;
  if not private.is_time_zone(p_time_zone) then
    raise exception 'time_zone is not the name of a time zone, as in America/Chicago.' using errcode = 'PT400', detail = 'time_zone';
  end if;
  v_from := private.minute_of(v_to - p_minutes * interval '1 minute');
  if p_minutes > 1500 then v_from := private.hour_of(v_from); end if;
  -- The newest minutes are counted once for all parts.
  v_tail := array(select t from private.raw_minutes(private.run_metric_names() || private.call_metric_names(), greatest(v_from - v_shift, private.tail_begins()), v_to) t);
  return jsonb_build_object('from', v_from, 'to', v_to, 'bucket_seconds', p_bucket_seconds,
    'rolled_up_at', (select s.last_run_at from private.metrics_state s),
    'headline', private.overview_headline(v_from, v_to, v_shift, v_tail),
    'series', (select coalesce(jsonb_agg(to_jsonb(s) order by s.at), '[]')
      from private.overview_series(v_from, v_to, p_bucket_seconds, p_time_zone, v_tail) s),
    'series_before', (select coalesce(jsonb_agg(jsonb_build_object('at', s.at, 'customers', s.customers, 'failed', s.failed, 'p50_ms', s.p50_ms) order by s.at), '[]')
      from private.overview_series(v_from - v_shift, v_to - v_shift, p_bucket_seconds, p_time_zone, v_tail, v_shift) s),
    'failures', (select coalesce(jsonb_agg(to_jsonb(f)), '[]') from private.overview_failures(v_from, v_to, v_tail) f),
    'funnel', (select coalesce(jsonb_agg(to_jsonb(f) order by f.stage), '[]') from private.overview_funnel(v_from, v_to, v_tail) f),
    'resources', private.overview_resources(v_from, v_to, p_bucket_seconds, p_time_zone, v_tail),
    'limits', private.overview_limits(),
    'annotations', private.overview_annotations(v_from, v_to));
end
$$;

create function public.read_overview(p_minutes integer, p_bucket_seconds integer, p_time_zone text, p_compare_minutes integer) returns jsonb
language sql stable set search_path = '' as $$ select private.read_overview(p_minutes, p_bucket_seconds, p_time_zone, p_compare_minutes) $$;
comment on function public.read_overview is
  'Staff: everything on the overview for the last so many minutes, beside the period that is compare_minutes earlier, from one snapshot, so that figures and charts tell the same story. PT400, PT403.';

revoke execute on function private.is_time_zone(text), private.read_overview(integer, integer, text, integer),
  public.read_overview(integer, integer, text, integer) from public, anon, authenticated, service_role;
grant execute on function private.read_overview(integer, integer, text, integer), public.read_overview(integer, integer, text, integer)
  to authenticated;

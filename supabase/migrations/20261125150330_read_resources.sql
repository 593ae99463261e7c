-- What the database, the queue and the numbers take.

create function private.overview_resources(p_from timestamptz, p_to timestamptz, p_seconds integer, p_time_zone text, p_tail public.provision_metrics_minute[]) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_origin timestamptz := timestamp '2000-01-01 00:00' at time zone p_time_zone;
  v_step interval := p_seconds * interval '1 second';
  v_day timestamptz := date_trunc('day', p_to at time zone p_time_zone) at time zone p_time_zone;
  s public.resource_samples;
  d public.resource_samples := private.sample_before(v_day);
  h public.resource_samples := private.sample_before(p_to - interval '1 hour');
begin
  select * into s from public.resource_samples x where x.sampled_at <= p_to order by x.sampled_at desc limit 1;
  return jsonb_build_object(
    'now', to_jsonb(s) - 'attention_by_code' || jsonb_build_object(
      'cache_hits', (s.blocks_hit - h.blocks_hit)::numeric / nullif(s.blocks_hit - h.blocks_hit + s.blocks_read - h.blocks_read, 0),
      'numbers_today', s.numbers_owned - d.numbers_owned, 'monthly_usd_today', s.numbers_monthly_usd - d.numbers_monthly_usd),
    'database_limit_bytes', (select k.database_limit_bytes from public.metrics_settings k),
    'attempt_limit_ms', (select k.attempt_ms from public.provision_settings k),
    'function_p95_ms', (select w.p95_ms from private.metric_window('attempt', '', p_from, p_to, p_tail) w),
    'series', (
      select coalesce(jsonb_agg(to_jsonb(b) - 'hit' - 'read' || jsonb_build_object('cache_hits', b.hit::numeric / nullif(b.hit + b.read, 0)) order by b.at), '[]')
      from (
        select g.*, g.blocks_hit - lag(g.blocks_hit) over (order by g.at) as hit, g.blocks_read - lag(g.blocks_read) over (order by g.at) as read
        from (
          select date_bin(v_step, x.sampled_at, v_origin) as at, max(x.connections) as connections, max(x.database_bytes) as database_bytes,
            max(x.blocks_hit) as blocks_hit, max(x.blocks_read) as blocks_read, max(x.queue_depth) as queue_depth, max(x.queue_oldest_ms) as queue_oldest_ms,
            max(x.net_queue) as net_queue, max(x.numbers_owned) as numbers_owned, max(x.numbers_monthly_usd) as numbers_monthly_usd,
            max(x.being_set_up) as being_set_up, max(x.needs_attention) as needs_attention
          from public.resource_samples x where x.sampled_at >= p_from and x.sampled_at < p_to group by 1) g) b));
end
$$;
comment on function private.overview_resources is 'The newest sample, and the highest value of each bucket.';

revoke execute on function private.overview_resources(timestamptz, timestamptz, integer, text, public.provision_metrics_minute[])
  from public, anon, authenticated, service_role;

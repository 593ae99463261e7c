-- What the guard looks at, each condition with its counts, its limit and its verdict.

create index phone_provision_steps_provider_idx on public.phone_provision_steps (provider, started_at) where provider in ('twilio', 'vapi');
create index phone_number_purchases_purchased_idx on public.phone_number_purchases (purchased_at) where purchased_at is not null;

-- 95% confident that the true share is at least this. A single failure of one is 20.7%, hence the floor of samples beside it.
create function private.wilson_lower_bound(p_hits bigint, p_total bigint) returns numeric
language plpgsql immutable set search_path = ''
as $$
declare
  z constant numeric := 1.959964;
  v_share numeric;
begin
  if p_total = 0 then return 0; end if;
  v_share := p_hits::numeric / p_total;
  return greatest(0, round((v_share + z * z / (2 * p_total) - z * sqrt(v_share * (1 - v_share) / p_total + z * z / (4 * p_total::numeric * p_total)))
    / (1 + z * z / p_total), 4));
end
$$;
comment on function private.wilson_lower_bound is 'Lower bound of the 95% Wilson interval of a share.';

-- A share against its limit: breached when even the lower bound passes it, silent below the floor of samples.
create function private.share_condition(p_key text, p_hits bigint, p_total bigint, p_limit numeric, p_minutes integer, p_min_samples integer) returns jsonb
language sql immutable set search_path = ''
as $$
  select jsonb_build_object('key', p_key, 'hits', p_hits, 'total', p_total, 'value', round(p_hits::numeric / nullif(p_total, 0), 4),
    'least', private.wilson_lower_bound(p_hits, p_total), 'limit', p_limit, 'minutes', p_minutes, 'needs', p_min_samples,
    'verdict', case when p_total < p_min_samples then 'not_enough_data'
      when private.wilson_lower_bound(p_hits, p_total) > p_limit then 'breached' else 'ok' end)
$$;

create function private.count_condition(p_key text, p_value numeric, p_limit numeric, p_minutes integer, p_total bigint) returns jsonb
language sql immutable set search_path = ''
as $$
  select jsonb_build_object('key', p_key, 'value', p_value, 'total', p_total, 'limit', p_limit, 'minutes', p_minutes,
    'verdict', case when p_value > p_limit then 'breached' else 'ok' end)
$$;

-- Evidence from before a person resumed says nothing about now.
create function private.measure_rollout_guard(g public.rollout_guards, p_now timestamptz) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_since timestamptz := greatest(p_now - g.window_minutes * interval '1 minute', coalesce(g.resumed_at, '-infinity'));
  v_provider_since timestamptz := greatest(p_now - g.provider_window_minutes * interval '1 minute', coalesce(g.resumed_at, '-infinity'));
  v_price integer := (select number_monthly_cents from public.provision_settings);
  v record;
begin
  select
    entry.failed, entry.ended,
    (select count(*) from public.provision_halts h where h.halted_at > v_since) as halts,
    private.orphaned_numbers(p_now) as orphans,
    (select count(*) from public.phone_number_purchases p
      where p.purchased_at > greatest(p_now - interval '1 hour', coalesce(g.resumed_at, '-infinity')) and p.purchased_at <= p_now and not p.adopted) as bought
  into v from (
    select count(*) filter (where x.status = 'failed') as failed, count(*) as ended from private.entry_outcomes(v_since, p_now) x) entry;
  return jsonb_build_array(
    private.share_condition('failed_customers', v.failed, v.ended, g.failure_limit, g.window_minutes, g.min_samples),
    private.provider_condition('twilio', v_provider_since, p_now, g.twilio_limit, g),
    private.provider_condition('vapi', v_provider_since, p_now, g.vapi_limit, g),
    private.count_condition('halts', v.halts, 0, g.window_minutes, null),
    private.count_condition('orphans', v.orphans, g.orphan_limit, null, null),
    private.count_condition('spend', v.bought * v_price, g.spend_limit_cents, 60, v.bought));
end
$$;
comment on function private.measure_rollout_guard is 'The guard''s conditions with their counts: failed customers, Twilio, VAPI, halts, orphaned numbers, spend.';

-- A number sold to somebody else is how the market works, not a failing provider. Of Twilio the search and the purchase count alone: looks at
-- numbers that are there would thin out the failures of those who enter. VAPI links the new and the old alike.
create function private.provider_condition(p_provider text, p_since timestamptz, p_now timestamptz, p_limit numeric, g public.rollout_guards) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select private.share_condition(p_provider, count(*) filter (where s.outcome in ('failed', 'unknown') and coalesce(s.error_code, '') not in ('21422', '21421')),
      count(*), p_limit, g.provider_window_minutes, g.min_samples)
    from public.phone_provision_steps s
    where s.provider = p_provider and s.started_at > p_since and s.started_at <= p_now and s.outcome <> 'skipped'
      and (p_provider <> 'twilio' or s.step in ('search_numbers', 'buy_number')));
end
$$;

revoke execute on function private.wilson_lower_bound(bigint, bigint), private.share_condition(text, bigint, bigint, numeric, integer, integer),
  private.count_condition(text, numeric, numeric, integer, bigint), private.measure_rollout_guard(public.rollout_guards, timestamptz),
  private.provider_condition(text, timestamptz, timestamptz, numeric, public.rollout_guards) from public, anon, authenticated, service_role;

-- What staff read before they change the rollout: numbers with their ground.

create function private.require_staff() returns void
language plpgsql stable set search_path = ''
as $$
begin
  if private.current_staff_role() is null then
    raise exception 'Only staff may read this.' using errcode = 'PT403';
  end if;
end
$$;

create function private.preview_rollout(p_percentage_bp integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  f public.rollout_flags;
  k public.provision_settings;
  c record;
  v_rate numeric;
  v_usual numeric;
  v_live bigint;
begin
  perform private.require_staff();
  if p_percentage_bp is null or p_percentage_bp not between 0 and 10000 then
    raise exception 'percentage_bp must be a whole number from 0 (nobody) to 10000 (everybody).' using errcode = 'PT400', detail = 'percentage_bp';
  end if;
  select * into f from public.rollout_flags where key = 'phone_provisioning';
  select * into k from public.provision_settings;
  with people as (
    select e.e164_number is not null as owns, e.e164_number is not null or e.reason_code = 'legacy_number' as has_one, e.verdict, e.would_buy,
      coalesce(e.verdict = 'allow', e.rollout_bucket < f.percentage_bp) as is_in,
      coalesce(e.verdict = 'allow', e.rollout_bucket < p_percentage_bp) as will_be_in
    from private.entitled_customers e)
  select count(*) as customers,
    count(*) filter (where is_in) as now_in,
    count(*) filter (where is_in and verdict is null) as by_percentage,
    count(*) filter (where is_in and will_be_in) as stay,
    count(*) filter (where will_be_in and not is_in) as enter,
    count(*) filter (where is_in and not will_be_in) as leave,
    count(*) filter (where is_in and not will_be_in and owns) as leave_with_number,
    count(*) filter (where will_be_in and not is_in and has_one) as enter_with_number,
    count(*) filter (where will_be_in and not is_in and would_buy) as purchases
  into c from people;
  select count(*) into v_live from public.phone_number_purchases where state in ('purchased', 'recorded');
  v_rate := private.failure_share(clock_timestamp() - interval '1 hour');
  v_usual := private.failure_share(clock_timestamp() - interval '24 hours');
  return jsonb_build_object(
    'percentage_bp', p_percentage_bp, 'now_bp', f.percentage_bp, 'customers', c.customers, 'now_in', c.now_in, 'by_percentage', c.by_percentage,
    'allowed', (select count(*) from public.rollout_overrides where flag = f.key and verdict = 'allow'),
    'denied', (select count(*) from public.rollout_overrides where flag = f.key and verdict = 'deny'),
    'stay', c.stay, 'enter', c.enter, 'leave', c.leave, 'leave_with_number', c.leave_with_number,
    'stay_outside', c.customers - c.stay - c.enter - c.leave, 'keep_number', c.enter_with_number, 'purchases', c.purchases,
    'number_monthly_cents', k.number_monthly_cents, 'live_numbers', v_live,
    'monthly_cents_now', v_live * k.number_monthly_cents, 'monthly_cents_after', (v_live + c.purchases) * k.number_monthly_cents,
    'entries_per_minute', f.entries_per_minute, 'minutes', ceil(c.purchases::numeric / f.entries_per_minute),
    'failure_rate', v_rate, 'usual_rate', v_usual, 'likely_failures', round(c.purchases * v_rate), 'usual_failures', round(c.purchases * v_usual));
end
$$;
comment on function private.preview_rollout is 'What a percentage would do, counted over the read model: who enters, proof that a raise drops nobody, purchases, cost, duration, failures.';

-- How those fared who were to get their first number: who owned one before the run is no evidence for who enters, however often it is looked
-- after. Their last outcome is read, of whatever run, since a retry that ended well makes good what failed.
create function private.entry_outcomes(p_since timestamptz, p_until timestamptz default clock_timestamp()) returns table (subject_id uuid, status text)
language plpgsql stable set search_path = ''
as $$
begin
  return query
  with ended as materialized (
    select r.subject_id, r.status, r.finished_at, r.created_at from public.phone_provision_logs r
    where r.finished_at > p_since and r.finished_at <= p_until and r.status in ('succeeded', 'failed'))
  select distinct on (x.subject_id) x.subject_id, x.status from ended x
  where exists (
    select 1 from ended e where e.subject_id = x.subject_id and not exists (
      select 1 from public.phone_number_purchases p
      where p.user_id = e.subject_id and p.recorded_at < e.created_at and coalesce(p.released_at, p.lost_at, 'infinity') > e.created_at))
  order by x.subject_id, x.finished_at desc;
end
$$;
comment on function private.entry_outcomes is 'Customers who owned no number when a run of theirs began that ended in this time, each with its last outcome.';

-- Of them the share that failed; null when there are none.
create function private.failure_share(p_since timestamptz) returns numeric
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select round(count(*) filter (where x.status = 'failed')::numeric / nullif(count(*), 0), 4) from private.entry_outcomes(p_since) x);
end
$$;
comment on function private.failure_share is 'Failed over all who entered, or were to, since then.';
create index phone_provision_logs_finished_idx on public.phone_provision_logs (finished_at) where finished_at is not null;

create function private.explain_rollout(p_user_id uuid, p_percentage_bp integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  f public.rollout_flags;
  v_override public.rollout_overrides;
  v_bucket integer := private.rollout_bucket('phone_provisioning', p_user_id);
  v_holding boolean;
begin
  perform private.require_staff();
  select * into f from public.rollout_flags where key = 'phone_provisioning';
  select * into v_override from public.rollout_overrides where flag = f.key and user_id = p_user_id;
  select state = 'holding' into v_holding from public.rollout_guards where flag = f.key;
  return private.rollout_decision(f.key, p_user_id) || jsonb_build_object(
    'user_id', p_user_id, 'kill_switch', f.kill_switch, 'override', v_override.verdict, 'override_reason', v_override.reason,
    'guard_holding', coalesce(v_holding, false), 'percentage_bp', f.percentage_bp,
    'owns_number', exists (
      select 1 from public.phone_number_purchases p where p.user_id = p_user_id and p.state in ('intended', 'purchased', 'recorded')),
    'handed_over_at', (select handed_over_at from public.provision_handovers where user_id = p_user_id),
    'at', case when p_percentage_bp is not null then (
      select jsonb_build_object('percentage_bp', p_percentage_bp, 'enabled', v.enabled, 'reason', v.reason)
      from private.rollout_verdict(f.kill_switch, (select activated_at is not null from public.provision_settings), v_override.verdict, false, v_bucket, p_percentage_bp) v) end);
end
$$;
comment on function private.explain_rollout is 'Why a user is in or out, rule by rule, and what another percentage would make of it.';

create function private.read_rollout_status() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.require_staff();
  return (
    select jsonb_build_object(
      'percentage_bp', f.percentage_bp, 'version', f.version, 'stopped', private.stopped_now(), 'activated_at', k.activated_at,
      'project_ref', k.project_ref,
      'set', (select to_jsonb(c) from public.rollout_changes c where c.flag = f.key and c.kind = 'percentage' order by c.id desc limit 1),
      'stop', (select to_jsonb(c) from public.rollout_changes c where c.flag = f.key and c.kind = 'stop' order by c.id desc limit 1),
      'pause_reason', k.dispatch_pause_reason,
      'guard', to_jsonb(g) || jsonb_build_object(
        'acts', private.guard_acts(), 'limits', private.rollout_limits(),
        'held', (select count(*) from public.phone_provision_logs r where r.status in ('pending', 'retry_scheduled') and r.waiting_for = 'guard_holding')))
    from public.rollout_flags f, public.provision_settings k, public.rollout_guards g where f.key = 'phone_provisioning' and g.flag = f.key);
end
$$;
comment on function private.read_rollout_status is 'Rollout, stop and guard in one read, for the top bar and the rollout page.';

create function private.preview_stop() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.require_staff();
  return jsonb_build_object(
    'live_numbers', (select count(*) from public.phone_number_purchases where state = 'recorded'),
    'waiting_runs', (select count(*) from public.phone_provision_logs where status in ('pending', 'retry_scheduled')),
    'running_runs', (select count(*) from public.phone_provision_logs where status = 'processing'));
end
$$;
comment on function private.preview_stop is 'What a stop leaves standing: numbers that keep answering, runs that wait.';

-- Before activation: what would happen to whom. After it: how customers are treated now.
create function private.preview_activation() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.require_staff();
  return (
    with f as (select * from public.rollout_flags where key = 'phone_provisioning'),
    people as (
      select c.user_id, c.email, c.reason_code, case
        when c.reason_code in ('integrity_issue', 'other_provider', 'legacy_number', 'conflicting_subscriptions') or c.reason_code like 'hold\_%' then 'left_alone'
        when c.e164_number is not null then 'ours'
        when e.user_id is null then 'nothing'
        when not f.kill_switch and coalesce(e.verdict = 'allow', e.rollout_bucket < f.percentage_bp) then 'acquire'
        else 'old_system' end as fate
      from f, public.provision_customers c
      left join private.entitled_customers e on e.user_id = c.user_id),
    ranked as (select p.*, row_number() over (partition by fate order by email, user_id) as place from people p)
    select jsonb_build_object(
      'users', (select count(distinct s.user_id) from public.subscriptions s where s.current),
      'read', (select count(distinct s.user_id) from public.subscriptions s join public.provision_customers c on c.user_id = s.user_id where s.current),
      'fates', coalesce((select jsonb_agg(jsonb_build_object('fate', x.fate, 'count', x.count, 'reasons', x.reasons, 'sample', x.sample)) from (
        select r.fate, count(*) as count,
          (select jsonb_object_agg(y.reason_code, y.n) from (
            select i.reason_code, count(*) as n from people i where i.fate = r.fate group by i.reason_code) y) as reasons,
          jsonb_agg(jsonb_build_object('user_id', r.user_id, 'email', r.email, 'reason_code', r.reason_code) order by r.place) filter (where r.place <= 5) as sample
        from ranked r group by r.fate) x), '[]')));
end
$$;
comment on function private.preview_activation is 'Customers by what would happen to them: acquire, old_system, left_alone, ours, nothing; with reasons and examples.';

create function public.preview_rollout(p_percentage_bp integer) returns jsonb
language sql stable set search_path = '' as $$ select private.preview_rollout(p_percentage_bp) $$;
create function public.explain_rollout(p_user_id uuid, p_percentage_bp integer default null) returns jsonb
language sql stable set search_path = '' as $$ select private.explain_rollout(p_user_id, p_percentage_bp) $$;
create function public.read_rollout_status() returns jsonb
language sql stable set search_path = '' as $$ select private.read_rollout_status() $$;
create function public.preview_stop() returns jsonb
language sql stable set search_path = '' as $$ select private.preview_stop() $$;
create function public.preview_activation() returns jsonb
language sql stable set search_path = '' as $$ select private.preview_activation() $$;
comment on function public.preview_rollout is 'Staff: what a percentage would do, before anything is saved.';
comment on function public.explain_rollout is 'Staff: why a customer is in or out.';
comment on function public.read_rollout_status is 'Staff: rollout, stop and guard as they stand.';
comment on function public.preview_stop is 'Staff: what goes on and what waits when provisioning is stopped.';
comment on function public.preview_activation is 'Staff: what activation would do, and to whom.';

-- Accounts that were here before us: the sweep reads them bit by bit.
insert into private.customer_refresh_queue (user_id) select id from auth.users on conflict do nothing;

revoke execute on function private.require_staff(), private.preview_rollout(integer), private.entry_outcomes(timestamptz, timestamptz),
  private.failure_share(timestamptz),
  private.explain_rollout(uuid, integer), private.read_rollout_status(), private.preview_stop(), private.preview_activation(),
  public.preview_rollout(integer), public.explain_rollout(uuid, integer), public.read_rollout_status(), public.preview_stop(), public.preview_activation()
  from public, anon, authenticated, service_role;
grant execute on function private.preview_rollout(integer), private.explain_rollout(uuid, integer), private.read_rollout_status(),
  private.preview_stop(), private.preview_activation(),
  public.preview_rollout(integer), public.explain_rollout(uuid, integer), public.read_rollout_status(), public.preview_stop(), public.preview_activation()
  to authenticated;

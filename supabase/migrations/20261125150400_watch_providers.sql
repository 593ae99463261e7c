-- How the providers do, out of our own calls of the last ten minutes. While one is down nobody is sent into the fault: runs wait
-- without using up attempts, one at a time goes ahead to look, and what waited drains at a limited rate when it answers again.

create table public.provider_outages (
  provider text primary key,
  down_since timestamptz,
  probed_at timestamptz,
  back_at timestamptz,
  constraint provider_is_watched check (provider in ('twilio', 'vapi'))
);
insert into public.provider_outages (provider) values ('twilio'), ('vapi');
alter table public.provider_outages enable row level security;
create policy provider_outages_select_staff on public.provider_outages for select to authenticated
using ((select private.current_staff_role()) is not null);
revoke all on public.provider_outages from public, anon, authenticated, service_role;
grant select on public.provider_outages to authenticated, service_role;

-- Down: the last so many calls all failed by the provider's own fault, and so did half of all in the last two minutes. A provider
-- that answers again is no longer down with its first answer. Degraded: one in ten of at least ten calls, or anything while down.
create function private.provider_health(p_now timestamptz default clock_timestamp())
returns table (provider text, state text, calls bigint, faulted bigint, failed bigint, down_since timestamptz, last_fault_at timestamptz, waiting bigint)
language plpgsql stable set search_path = ''
as $$
declare v_faults integer := (select k.outage_faults from public.provision_settings k);
begin
  return query
    with calls as materialized (
      select case s.provider when 'db' then 'supabase' else s.provider end as provider, s.started_at, s.id, s.outcome <> 'ok' as failed,
        coalesce(private.is_provider_fault(s.provider, s.outcome, s.http_status, s.error_code), false) as faulted
      from public.phone_provision_steps s
      where s.started_at > p_now - interval '10 minutes' and s.started_at <= p_now and s.outcome <> 'skipped'
        and s.provider in ('twilio', 'vapi', 'db') and s.step not in ('link_assistant', 'unlink_assistant')
      union all
      -- A worker that was never heard of again is a fault of the platform that runs it.
      select 'supabase', a.ended_at, 0, true, true from private.provision_attempts a
      where a.ended_at > p_now - interval '10 minutes' and a.ended_at <= p_now and a.result = 'lease_expired'
    ), ranked as (
      select c.*, row_number() over (partition by c.provider order by c.started_at desc, c.id desc) as rank from calls c
    ), sums as (
      select r.provider, count(*) as calls, count(*) filter (where r.faulted) as faulted, count(*) filter (where r.failed) as failed,
        max(r.started_at) filter (where r.faulted) as last_fault_at,
        count(*) filter (where r.rank <= v_faults and r.faulted) = v_faults
          and 2 * count(*) filter (where r.faulted and r.started_at > p_now - interval '2 minutes') >= count(*) filter (where r.started_at > p_now - interval '2 minutes') as is_down
      from ranked r group by 1
    ), waiting as (
      select case when w.waiting_for in ('twilio', 'acquire', 'twilio_down') then 'twilio' when w.waiting_for in ('vapi', 'vapi_down') then 'vapi'
          when w.waiting_for is not null then null
          when w.error_code ~ '^vapi_' then 'vapi' when w.error_code ~ '^(db_|function_|lease_expired)' then 'supabase'
          when w.error_code ~ '^\d+$' or w.error_code in ('timeout', 'network') then 'twilio' end as provider,
        count(distinct w.subject_id) as n
      from public.phone_provision_logs w where w.status in ('pending', 'retry_scheduled') group by 1
    )
    select p.provider,
      case when o.down_since is not null or coalesce(s.is_down, false) or h.halted_at is not null then 'down'
        when s.calls >= 10 and 10 * s.faulted >= s.calls then 'degraded' else 'ok' end,
      coalesce(s.calls, 0), coalesce(s.faulted, 0), coalesce(s.failed, 0), coalesce(o.down_since, h.halted_at), s.last_fault_at, coalesce(w.n, 0)
    from (values (1, 'twilio'), (2, 'vapi'), (3, 'supabase')) p(ord, provider)
    left join sums s on s.provider = p.provider
    left join public.provider_outages o on o.provider = p.provider
    left join public.provision_halts h on h.scope = p.provider and h.halted_at is not null
    left join waiting w on w.provider = p.provider
    order by p.ord;
end
$$;
comment on function private.provider_health is
  'Twilio, VAPI and Supabase by our own calls of ten minutes: ok, degraded or down, with the counts behind it and how many customers wait.';

-- Runs that need a provider which is down wait, but for one at a time that looks whether it is back. Who is asked for by a person may try once.
create function private.outage_in_the_way(p_needs text[], p_source text) returns text
language plpgsql set search_path = ''
as $$
declare v_provider text;
begin
  select o.provider into v_provider from public.provider_outages o
  where o.down_since is not null and o.provider = any (p_needs) order by o.provider limit 1;
  if v_provider is null or p_source = 'staff' then return null; end if;
  update public.provider_outages o set probed_at = clock_timestamp()
  from public.provision_settings k
  where o.provider = v_provider and coalesce(o.probed_at, o.down_since) < clock_timestamp() - k.outage_probe_ms * interval '1 millisecond';
  return case when found then null else v_provider end;
end
$$;
comment on function private.outage_in_the_way is 'The provider that is down and not to be tried just now, or null.';

create function private.watch_providers() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  v record;
  v_changed boolean := false;
begin
  for v in
    select o.provider, o.down_since, h.state,
      -- Nobody asked: say, the guard or the kill switch keeps away everybody who would.
      h.calls = 0 and o.down_since < clock_timestamp() - interval '10 minutes' as is_unknown, exists (
      select 1 from public.phone_provision_steps s
      where s.provider = o.provider and s.started_at > o.down_since and s.recorded_at > o.down_since and s.outcome in ('ok', 'failed')
        and s.step not in ('link_assistant', 'unlink_assistant')
        and not coalesce(private.is_provider_fault(s.provider, s.outcome, s.http_status, s.error_code), false)) as has_answered
    from public.provider_outages o join private.provider_health() h on h.provider = o.provider
    left join public.provision_halts t on t.scope = o.provider
    where (o.down_since is null and h.state = 'down' and t.halted_at is null) or o.down_since is not null
  loop
    if v.down_since is null then
      update public.provider_outages set down_since = clock_timestamp(), probed_at = null, back_at = null where provider = v.provider;
    elsif v.has_answered or v.is_unknown then
      update public.provider_outages set down_since = null, back_at = clock_timestamp() where provider = v.provider;
      -- Those who waited for it are due at once; the drain rate lets them through bit by bit. Whom the product holds just now comes by itself.
      update public.phone_provision_logs set next_attempt_at = clock_timestamp(), waiting_for = null, nudged_at = null
      where id in (
        select r.id from public.phone_provision_logs r
        where r.status in ('pending', 'retry_scheduled') and r.waiting_for = v.provider || '_down' for update skip locked);
    else
      continue;
    end if;
    v_changed := true;
  end loop;
  if v_changed then perform private.broadcast_to_console('providers_changed', '{}'); end if;
end
$$;
comment on function private.watch_providers is 'Notes when a provider goes down, and when it answers again or was asked nothing for ten minutes: unknown is not down. Part of the sweep.';

create function private.read_provider_health() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  if not private.has_staff_role('viewer') then
    raise exception 'Only staff may read this.' using errcode = 'PT403';
  end if;
  return (select jsonb_agg(to_jsonb(h)) from private.provider_health() h);
end
$$;
create function public.read_provider_health() returns jsonb
language sql stable set search_path = '' as $$ select private.read_provider_health() $$;
comment on function public.read_provider_health is 'Staff: how Twilio, VAPI and Supabase do, by our own calls of the last ten minutes.';

revoke execute on function private.provider_health(timestamptz), private.outage_in_the_way(text[], text), private.watch_providers(),
  private.read_provider_health(), public.read_provider_health() from public, anon, authenticated, service_role;
grant execute on function private.read_provider_health(), public.read_provider_health() to authenticated;

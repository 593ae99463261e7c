-- Who goes through Switchboard when a number must be acquired. Keeping a number is never gated.

create table public.rollout_flags (
  key text primary key,
  percentage_bp integer not null default 0,
  kill_switch boolean not null default false,
  -- Rises with every change: whoever saves says which version was on the screen.
  version integer not null default 1,
  -- How many of those whom a raise lets in start within a minute: never a flood.
  entries_per_minute integer not null default 30,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  constraint percentage_is_in_basis_points check (percentage_bp between 0 and 10000),
  constraint pace_is_sane check (entries_per_minute between 1 and 6000)
);
insert into public.rollout_flags (key) values ('phone_provisioning');

create table public.rollout_overrides (
  flag text not null references public.rollout_flags (key) on delete cascade,
  user_id uuid not null,
  verdict text not null,
  reason text,
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (flag, user_id),
  constraint verdict_is_known check (verdict in ('allow', 'deny'))
);

-- The guard of a flag: while it holds, nobody enters by percentage. Only a person lets it go.
create table public.rollout_guards (
  flag text primary key references public.rollout_flags (key) on delete cascade,
  state text not null default 'not_enough_data',
  reason text,
  since timestamptz not null default clock_timestamp(),
  checked_at timestamptz,
  conditions jsonb not null default '[]',
  resumed_at timestamptz,
  resumed_by uuid,
  min_samples integer not null default 5,
  window_minutes integer not null default 60,
  provider_window_minutes integer not null default 10,
  failure_limit numeric not null default 0.05,
  twilio_limit numeric not null default 0.10,
  vapi_limit numeric not null default 0.05,
  orphan_limit integer not null default 0,
  spend_limit_cents integer not null default 250000,
  constraint state_is_known check (state in ('healthy', 'holding', 'not_enough_data')),
  constraint holding_says_why check (state <> 'holding' or reason is not null),
  constraint limits_are_shares check (
    failure_limit between 0 and 1 and twilio_limit between 0 and 1 and vapi_limit between 0 and 1),
  constraint samples_and_windows_are_positive check (
    least(min_samples, window_minutes, provider_window_minutes) > 0 and least(orphan_limit, spend_limit_cents) >= 0
    -- A longer look back would take in what a rollout of another day did.
    and greatest(window_minutes, provider_window_minutes) <= 1440)
);
insert into public.rollout_guards (flag) values ('phone_provisioning');

-- The last time a user was handed to the old system. It may still be buying, so we keep off for a while; also when nobody knows whether
-- it took them, which is while taken_at is null.
create table public.provision_handovers (
  user_id uuid primary key,
  run_id bigint,
  handed_over_at timestamptz not null default clock_timestamp(),
  taken_at timestamptz
);

alter table public.rollout_flags enable row level security;
alter table public.rollout_overrides enable row level security;
alter table public.rollout_guards enable row level security;
alter table public.provision_handovers enable row level security;
create policy rollout_guards_select_staff on public.rollout_guards for select to authenticated
using ((select private.current_staff_role()) is not null);
create policy provision_handovers_select_staff on public.provision_handovers for select to authenticated
using ((select private.current_staff_role()) is not null);
create policy rollout_flags_select_staff on public.rollout_flags for select to authenticated
using ((select private.current_staff_role()) is not null);
create policy rollout_overrides_select_staff on public.rollout_overrides for select to authenticated
using ((select private.current_staff_role()) is not null);
revoke all on public.rollout_flags, public.rollout_overrides, public.rollout_guards, public.provision_handovers
  from public, anon, authenticated, service_role;
grant select on public.rollout_flags, public.rollout_overrides, public.rollout_guards, public.provision_handovers to authenticated, service_role;

create function private.rollout_bucket(p_flag text, p_user_id uuid) returns integer
language plpgsql immutable set search_path = ''
as $$
begin
  return (
  select (('x' || substr(encode(sha256(convert_to(p_flag || ':' || p_user_id::text, 'UTF8')), 'hex'), 1, 8))::bit(32)::bigint % 10000)::integer
  );
end
$$;
comment on function private.rollout_bucket is '0 to 9999: the first 32 bits of SHA-256(flag:user) modulo 10,000. TypeScript computes the same.';

create function private.rollout_verdict(p_kill boolean, p_activated boolean, p_override text, p_holding boolean, p_bucket integer, p_percentage_bp integer)
returns table (enabled boolean, reason text)
language plpgsql immutable set search_path = ''
as $$
begin
  return query 
  select case
    when p_kill or not p_activated then false
    when p_override is not null then p_override = 'allow'
    else p_bucket < p_percentage_bp and not p_holding
  end, case
    when p_kill then 'kill_switch'
    when not p_activated then 'not_activated'
    when p_override is not null then p_override
    when p_bucket < p_percentage_bp and p_holding then 'guard_holding'
    when p_bucket < p_percentage_bp then 'percentage'
    else 'outside_percentage'
  end
  ;
end
$$;
comment on function private.rollout_verdict is
  'Kill switch, then whether we act at all, then deny or allow, then percentage, which the guard may hold. Allowed users pass a holding guard: they prove the cure.';

create function private.rollout_decision(p_flag text, p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
  select coalesce((
    select jsonb_build_object('enabled', v.enabled, 'reason', v.reason, 'bucket', b.bucket)
    from public.rollout_flags f
    cross join public.provision_settings k
    left join public.rollout_guards g on g.flag = f.key
    left join public.rollout_overrides o on o.flag = f.key and o.user_id = p_user_id
    cross join lateral (select private.rollout_bucket(f.key, p_user_id) as bucket) b
    cross join lateral private.rollout_verdict(f.kill_switch, k.activated_at is not null, o.verdict, coalesce(g.state = 'holding', false), b.bucket, f.percentage_bp) v
    where f.key = p_flag
  ), jsonb_build_object('enabled', false, 'reason', 'unknown_flag', 'bucket', private.rollout_bucket(p_flag, p_user_id)))
  );
end
$$;
comment on function private.rollout_decision is '{enabled, reason, bucket} for a user; an unknown flag is off, and so is everything before the activation: the old system serves until we do.';

create function public.rollout_decision(p_flag text, p_user_id uuid) returns jsonb
language sql stable set search_path = ''
as $$ select private.rollout_decision(p_flag, p_user_id) $$;
comment on function public.rollout_decision is '{enabled, reason, bucket} for a user; the old system asks before it buys. Only for the service role.';

-- Runs that the drift scan and a raise may still start within this minute.
create function private.entry_room() returns integer
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select greatest(0, f.entries_per_minute - (
      select count(*) from public.phone_provision_logs r
      where r.source = 'drift' and r.created_at > clock_timestamp() - interval '1 minute'))::integer
    from public.rollout_flags f where f.key = 'phone_provisioning');
end
$$;
comment on function private.entry_room is 'How many users may still be let in within this minute; a raise is never a flood.';

-- When those who came first last used up all the room of a minute.
create table private.entrance (
  only_row boolean primary key default true,
  full_at timestamptz,
  constraint there_is_one_entrance check (only_row)
);
insert into private.entrance default values;

create function private.note_full_entrance() returns void
language plpgsql set search_path = ''
as $$
begin
  update private.entrance set full_at = clock_timestamp() where full_at is null or full_at < clock_timestamp() - interval '10 seconds';
end
$$;
comment on function private.note_full_entrance is 'Writes down that nobody more may enter within this minute.';

-- Entrants are looked for every minute, so that a room that was not used up lately keeps nobody waiting. A change of the rollout, the
-- activation and a start of dispatch come before the first look; while dispatch stands still nobody is let in at all.
create function private.pace_explains_wait() returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select k.dispatch_paused_at is not null
      or greatest(e.full_at, f.updated_at, k.activated_at, k.dispatch_resumed_at) > clock_timestamp() - interval '3 minutes'
    from private.entrance e, public.rollout_flags f, public.provision_settings k where f.key = 'phone_provisioning');
end
$$;
comment on function private.pace_explains_wait is 'True while the limited rate at which customers enter is why some of them have no run yet.';

revoke all on private.entrance from public, anon, authenticated, service_role;
revoke execute on function private.note_full_entrance(), private.pace_explains_wait(), private.entry_room(), private.rollout_bucket(text, uuid), private.rollout_verdict(boolean, boolean, text, boolean, integer, integer),
  private.rollout_decision(text, uuid), public.rollout_decision(text, uuid) from public, anon, authenticated, service_role;
grant execute on function private.rollout_decision(text, uuid), public.rollout_decision(text, uuid) to service_role;

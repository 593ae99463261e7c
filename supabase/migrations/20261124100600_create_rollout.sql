-- Who goes through Switchboard when a number must be acquired. Keeping a number is never gated.

create table public.rollout_flags (
  key text primary key,
  percentage_bp integer not null default 0,
  kill_switch boolean not null default false,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  constraint percentage_is_in_basis_points check (percentage_bp between 0 and 10000)
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

alter table public.rollout_flags enable row level security;
alter table public.rollout_overrides enable row level security;
create policy rollout_flags_select_staff on public.rollout_flags for select to authenticated
using ((select private.current_staff_role()) is not null);
create policy rollout_overrides_select_staff on public.rollout_overrides for select to authenticated
using ((select private.current_staff_role()) is not null);
revoke all on public.rollout_flags, public.rollout_overrides from public, anon, authenticated, service_role;
grant select on public.rollout_flags, public.rollout_overrides to authenticated, service_role;

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

create function private.rollout_verdict(p_kill boolean, p_override text, p_bucket integer, p_percentage_bp integer)
returns table (enabled boolean, reason text)
language plpgsql immutable set search_path = ''
as $$
begin
  return query 
  select case
    when p_kill then false
    when p_override is not null then p_override = 'allow'
    else p_bucket < p_percentage_bp
  end, case
    when p_kill then 'kill_switch'
    when p_override is not null then p_override
    when p_bucket < p_percentage_bp then 'percentage'
    else 'outside_percentage'
  end
  ;
end
$$;
comment on function private.rollout_verdict is 'Kill switch, then deny or allow, then percentage.';

create function private.rollout_decision(p_flag text, p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
  select coalesce((
    select jsonb_build_object('enabled', v.enabled, 'reason', v.reason, 'bucket', b.bucket)
    from public.rollout_flags f
    left join public.rollout_overrides o on o.flag = f.key and o.user_id = p_user_id
    cross join lateral (select private.rollout_bucket(f.key, p_user_id) as bucket) b
    cross join lateral private.rollout_verdict(f.kill_switch, o.verdict, b.bucket, f.percentage_bp) v
    where f.key = p_flag
  ), jsonb_build_object('enabled', false, 'reason', 'unknown_flag', 'bucket', private.rollout_bucket(p_flag, p_user_id)))
  );
end
$$;
comment on function private.rollout_decision is '{enabled, reason, bucket} for a user; an unknown flag is off.';

create function public.rollout_decision(p_flag text, p_user_id uuid) returns jsonb
language sql stable set search_path = ''
as $$ select private.rollout_decision(p_flag, p_user_id) $$;
comment on function public.rollout_decision is '{enabled, reason, bucket} for a user; the old system asks before it buys. Only for the service role.';

revoke execute on function private.rollout_bucket(text, uuid), private.rollout_verdict(boolean, text, integer, integer),
  private.rollout_decision(text, uuid), public.rollout_decision(text, uuid) from public, anon, authenticated, service_role;
grant execute on function private.rollout_decision(text, uuid), public.rollout_decision(text, uuid) to service_role;

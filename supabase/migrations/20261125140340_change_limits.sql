-- What the guard tolerates, and how fast people enter. Only what is named changes.

create function private.rollout_limits() returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('failure_limit', g.failure_limit, 'twilio_limit', g.twilio_limit, 'vapi_limit', g.vapi_limit,
      'orphan_limit', g.orphan_limit, 'spend_limit_cents', g.spend_limit_cents, 'min_samples', g.min_samples, 'window_minutes', g.window_minutes,
      'provider_window_minutes', g.provider_window_minutes, 'entries_per_minute', f.entries_per_minute)
    from public.rollout_guards g, public.rollout_flags f where f.key = 'phone_provisioning' and g.flag = f.key);
end
$$;
comment on function private.rollout_limits is 'The limits that admins may change, by name.';

create function private.apply_rollout_limits(p_limits jsonb, p_reason text, p_version integer, p_reverts bigint default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_staff uuid := private.require_admin(p_reason);
  f public.rollout_flags;
  v_now jsonb;
  v_old jsonb;
  v_new jsonb;
  v_wrong text;
begin
  select * into f from public.rollout_flags where key = 'phone_provisioning' for update;
  if f.version is distinct from p_version then
    raise exception 'Not saved. %', private.describe_last_change() using errcode = 'PT409', detail = 'version';
  end if;
  v_now := private.rollout_limits();
  select x.key into v_wrong from jsonb_each(coalesce(p_limits, '{}')) x where not v_now ? x.key or jsonb_typeof(x.value) <> 'number' limit 1;
  if v_wrong is not null then
    raise exception '% is no limit, or its value is no number.', v_wrong using errcode = 'PT400', detail = v_wrong;
  end if;
  select jsonb_object_agg(x.key, v_now -> x.key), jsonb_object_agg(x.key, x.value) into v_old, v_new
  from jsonb_each(p_limits) x where (v_now ->> x.key)::numeric <> x.value::text::numeric;
  if v_new is null then
    raise exception 'Nothing to save: the limits say that already.' using errcode = 'PT409', detail = 'limits';
  end if;
  v_now := v_now || v_new;
  begin
    update public.rollout_flags set entries_per_minute = (v_now ->> 'entries_per_minute')::integer where key = f.key;
    update public.rollout_guards set failure_limit = (v_now ->> 'failure_limit')::numeric, twilio_limit = (v_now ->> 'twilio_limit')::numeric,
      vapi_limit = (v_now ->> 'vapi_limit')::numeric, orphan_limit = (v_now ->> 'orphan_limit')::integer,
      spend_limit_cents = (v_now ->> 'spend_limit_cents')::integer, min_samples = (v_now ->> 'min_samples')::integer,
      window_minutes = (v_now ->> 'window_minutes')::integer, provider_window_minutes = (v_now ->> 'provider_window_minutes')::integer
    where flag = f.key;
  exception when check_violation or invalid_text_representation or numeric_value_out_of_range then
    raise exception 'A limit is out of range: shares are 0 to 1, counts whole numbers, windows 1 to 1440 minutes, at least one sample and one entry a minute.' using errcode = 'PT400', detail = 'limits';
  end;
  return private.write_rollout_change('limits', 'set_rollout_limits', v_old, v_new, p_reason, null, p_reverts);
end
$$;
comment on function private.apply_rollout_limits is 'Sets limits of the guard and the pace of entering. A holding guard stays holding. PT400, PT403, PT409.';

create function public.set_rollout_limits(p_limits jsonb, p_reason text, p_version integer) returns jsonb
language sql set search_path = '' as $$ select private.apply_rollout_limits(p_limits, p_reason, p_version) $$;
comment on function public.set_rollout_limits is 'Admin: limits and windows of the guard and entries_per_minute, those that are named.';

revoke execute on function private.rollout_limits(), private.apply_rollout_limits(jsonb, text, integer, bigint),
  public.set_rollout_limits(jsonb, text, integer) from public, anon, authenticated, service_role;
grant execute on function private.apply_rollout_limits(jsonb, text, integer, bigint), public.set_rollout_limits(jsonb, text, integer)
  to authenticated;

-- Back to what a change replaced, by the same rules as any change.

create function private.revert_rollout_change(p_change_id bigint, p_reason text, p_version integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  c public.rollout_changes;
  v_stops text[] := array['nothing', 'new', 'everything'];
begin
  perform private.require_admin(p_reason);
  select * into c from public.rollout_changes where id = p_change_id;
  if c.id is null then
    raise exception 'There is no change %.', p_change_id using errcode = 'PT404', detail = 'change_id';
  end if;
  if c.kind = 'percentage' then
    return private.apply_rollout_percentage((c.old_value ->> 'percentage_bp')::integer, p_reason, p_version, c.id);
  end if;
  perform 1 from public.rollout_flags where key = 'phone_provisioning' for update;
  -- Only what stops more than now goes whatever is on the screen.
  if c.kind = 'overrides' or (c.kind = 'stop'
    and array_position(v_stops, c.old_value ->> 'stopped') < array_position(v_stops, private.stopped_now())) then
    perform private.require_rollout_version(p_version);
  end if;
  if c.kind = 'overrides' then return private.apply_rollout_overrides(c.old_value, p_reason, c.id); end if;
  if c.kind = 'limits' then return private.apply_rollout_limits(c.old_value, p_reason, p_version, c.id); end if;
  if c.kind = 'stop' then return private.apply_stop(c.old_value ->> 'stopped', p_reason, null, c.id); end if;
  raise exception 'What the guard did is not reverted: resume the rollout instead.' using errcode = 'PT409', detail = 'change_id';
end
$$;
comment on function private.revert_rollout_change is 'Sets what this change replaced, as a change of its own, by the same rules. PT409 when the version is not the one of now and more would happen than now.';

create function public.revert_rollout_change(p_change_id bigint, p_reason text, p_version integer) returns jsonb
language sql set search_path = '' as $$ select private.revert_rollout_change(p_change_id, p_reason, p_version) $$;
comment on function public.revert_rollout_change is 'Admin: sets again what this change replaced.';

revoke execute on function private.revert_rollout_change(bigint, text, integer), public.revert_rollout_change(bigint, text, integer)
  from public, anon, authenticated, service_role;
grant execute on function private.revert_rollout_change(bigint, text, integer), public.revert_rollout_change(bigint, text, integer) to authenticated;

-- How many go through Switchboard, in basis points.

create function private.apply_rollout_percentage(p_percentage_bp integer, p_reason text, p_version integer, p_reverts bigint default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_staff uuid := private.require_admin(p_reason);
  f public.rollout_flags;
  g public.rollout_guards;
  v_answer jsonb;
begin
  if p_percentage_bp is null or p_percentage_bp not between 0 and 10000 then
    raise exception 'percentage_bp must be a whole number from 0 (nobody) to 10000 (everybody).' using errcode = 'PT400', detail = 'percentage_bp';
  end if;
  select * into f from public.rollout_flags where key = 'phone_provisioning' for update;
  if f.version is distinct from p_version then
    raise exception 'Not saved. %', private.describe_last_change() using errcode = 'PT409', detail = 'version';
  end if;
  if f.percentage_bp = p_percentage_bp then
    raise exception 'Nothing to save: the rollout is at % already.', private.format_share(p_percentage_bp) using errcode = 'PT409', detail = 'percentage_bp';
  end if;
  select * into g from public.rollout_guards where flag = f.key for update;
  if g.state = 'holding' and p_percentage_bp > f.percentage_bp then
    raise exception 'The guard is holding: % Resume it before raising. Lowering is possible at any time.', g.reason using errcode = 'PT409', detail = 'guard';
  end if;
  update public.rollout_flags set percentage_bp = p_percentage_bp where key = f.key;
  v_answer := private.write_rollout_change('percentage', 'set_rollout_percentage', jsonb_build_object('percentage_bp', f.percentage_bp),
    jsonb_build_object('percentage_bp', p_percentage_bp), p_reason, null, p_reverts);
  perform private.queue_rollout_refresh(least(f.percentage_bp, p_percentage_bp), greatest(f.percentage_bp, p_percentage_bp));
  if p_percentage_bp > f.percentage_bp then perform private.enqueue_rollout_entrants(); else perform private.enqueue_left_behind(); end if;
  return v_answer;
end
$$;
comment on function private.apply_rollout_percentage is
  'Sets the percentage in basis points. Lowering stops new work only; raising lets people in at the pace of the flag. PT400, PT403, PT409.';

create function public.set_rollout_percentage(p_percentage_bp integer, p_reason text, p_version integer) returns jsonb
language sql set search_path = '' as $$ select private.apply_rollout_percentage(p_percentage_bp, p_reason, p_version) $$;
comment on function public.set_rollout_percentage is 'Admin: the percentage in basis points. p_version is the version that was on the screen; PT409 says who was first.';

revoke execute on function private.apply_rollout_percentage(integer, text, integer, bigint), public.set_rollout_percentage(integer, text, integer)
  from public, anon, authenticated, service_role;
grant execute on function private.apply_rollout_percentage(integer, text, integer, bigint), public.set_rollout_percentage(integer, text, integer)
  to authenticated;

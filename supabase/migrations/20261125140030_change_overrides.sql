-- Who goes through Switchboard, or does not, whatever the percentage.

-- `p_changes` maps users to allow, deny or null (off both lists).
create function private.apply_rollout_overrides(p_changes jsonb, p_reason text, p_reverts bigint default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_staff uuid := private.require_admin(p_reason);
  v_unknown uuid;
  v_old jsonb;
  v_new jsonb;
  v_answer jsonb;
begin
  perform 1 from public.rollout_flags where key = 'phone_provisioning' for update;
  if (select count(*) from jsonb_object_keys(p_changes)) not between 1 and 500 then
    raise exception 'user_ids must name 1 to 500 customers.' using errcode = 'PT400', detail = 'user_ids';
  end if;
  -- Whoever leaves a list may be gone by now; whoever enters one must exist.
  select c.key::uuid into v_unknown from jsonb_each_text(p_changes) c
  where c.value is not null and not exists (select 1 from auth.users u where u.id = c.key::uuid) limit 1;
  if v_unknown is not null then
    raise exception 'There is no customer with the id %.', v_unknown using errcode = 'PT404', detail = 'user_ids';
  end if;
  select jsonb_object_agg(c.key, o.verdict), jsonb_object_agg(c.key, c.value) into v_old, v_new
  from jsonb_each_text(p_changes) c
  left join public.rollout_overrides o on o.flag = 'phone_provisioning' and o.user_id = c.key::uuid
  where o.verdict is distinct from c.value;
  if v_new is null then
    raise exception 'Nothing to save: the lists say that already.' using errcode = 'PT409', detail = 'user_ids';
  end if;
  delete from public.rollout_overrides o using jsonb_each_text(v_new) c where o.flag = 'phone_provisioning' and o.user_id = c.key::uuid;
  insert into public.rollout_overrides (flag, user_id, verdict, reason, created_by)
  select 'phone_provisioning', c.key::uuid, c.value, left(trim(p_reason), 500), v_staff from jsonb_each_text(v_new) c where c.value is not null;
  v_answer := private.write_rollout_change('overrides', 'set_rollout_overrides', v_old, v_new, p_reason, null, p_reverts);
  perform private.refresh_or_queue_customers(array(select key::uuid from jsonb_object_keys(v_new) as key));
  perform private.enqueue_rollout_entrants();
  perform private.enqueue_left_behind();
  return v_answer;
end
$$;
comment on function private.apply_rollout_overrides is 'Puts users on the allow or deny list, or takes them off. PT400, PT403, PT404, PT409.';

create function public.set_rollout_overrides(p_user_ids uuid[], p_verdict text, p_reason text) returns jsonb
language plpgsql set search_path = ''
as $$
begin
  if p_verdict is null or p_verdict not in ('allow', 'deny', 'none') then
    raise exception 'verdict is not one of allow, deny, none.' using errcode = 'PT400', detail = 'verdict';
  end if;
  return private.apply_rollout_overrides(coalesce((select jsonb_object_agg(x, nullif(p_verdict, 'none')) from unnest(p_user_ids) x), '{}'), p_reason);
end
$$;
comment on function public.set_rollout_overrides is 'Admin: puts customers on the allow or deny list; none takes them off.';

revoke execute on function private.apply_rollout_overrides(jsonb, text, bigint), public.set_rollout_overrides(uuid[], text, text)
  from public, anon, authenticated, service_role;
grant execute on function private.apply_rollout_overrides(jsonb, text, bigint), public.set_rollout_overrides(uuid[], text, text) to authenticated;

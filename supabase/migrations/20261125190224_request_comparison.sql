-- A member of staff compares now.

create function private.describe_open_comparison() returns text
language sql stable set search_path = ''
as $$
  select case when c.requested_by is null then 'The hourly comparison is under way, since ' else coalesce(c.requested_name, 'A colleague') || ' started a comparison ' end
    || private.say_ago(c.requested_at) || '.'
  from public.inventory_comparisons c where c.state in ('requested', 'listing')
$$;

create function private.request_inventory_comparison(p_idempotency_key text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_staff uuid := auth.uid();
  v_name text := (select coalesce(display_name, role) from public.staff_members where user_id = auth.uid());
  v_done public.staff_actions;
  v_id bigint;
begin
  if not private.has_staff_role('operator') then raise exception 'Only operators and admins may compare.' using errcode = 'PT403'; end if;
  perform private.require_idempotency_key(p_idempotency_key);
  perform pg_advisory_xact_lock(hashtextextended('switchboard:inventory', 0));
  select * into v_done from public.staff_actions where staff_id = v_staff and idempotency_key = p_idempotency_key;
  if v_done.action = 'compare_inventory' then return jsonb_build_object('comparison_id', v_done.request -> 'comparison_id', 'replayed', true); end if;
  perform private.end_dead_comparisons();
  v_id := private.begin_comparison(v_staff, v_name);
  if v_id is null then
    raise exception 'Nothing was started: %', coalesce(private.describe_open_comparison(), 'a comparison is under way.') using errcode = 'PT409', detail = 'comparison';
  end if;
  insert into public.staff_actions (staff_id, staff_name, action, idempotency_key, request)
  values (v_staff, v_name, 'compare_inventory', p_idempotency_key, jsonb_build_object('comparison_id', v_id));
  return jsonb_build_object('comparison_id', v_id, 'replayed', false);
end
$$;
comment on function private.request_inventory_comparison is 'Operator: compares now, one at a time. PT400, PT403; PT409 says who was first.';

create function public.request_inventory_comparison(p_idempotency_key text) returns jsonb
language sql set search_path = '' as $$ select private.request_inventory_comparison(p_idempotency_key) $$;

revoke execute on function private.describe_open_comparison(), private.request_inventory_comparison(text), public.request_inventory_comparison(text)
  from public, anon, authenticated, service_role;
grant execute on function private.request_inventory_comparison(text), public.request_inventory_comparison(text) to authenticated;

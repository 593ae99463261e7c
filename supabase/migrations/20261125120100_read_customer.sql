-- A customer's page in one round trip, all from one snapshot.

-- When the customer last went from free to a paid tier: the host's tables have no times, our runs do.
create function private.paid_since(p_user_id uuid) returns timestamptz
language sql stable set search_path = ''
as $$
  select max(r.created_at) from public.phone_provision_logs r
  where r.subject_id = p_user_id and r.source = 'trigger' and r.trigger_action = 'provision'
$$;

create function private.read_customer_runs(p_user_id uuid, p_limit integer) returns jsonb
language sql stable set search_path = ''
as $$
  with newest as (
    select * from public.phone_provision_logs r where r.subject_id = p_user_id order by r.id desc limit p_limit
  )
  select jsonb_build_object(
    'total', (select count(*) from public.phone_provision_logs r where r.subject_id = p_user_id),
    'runs', coalesce((select jsonb_agg(to_jsonb(n) - 'facts_hash' - 'seen_run_ids' - 'error_message' - 'idempotency_key' order by n.id desc) from newest n), '[]'),
    'steps', coalesce((
      select jsonb_agg(to_jsonb(s) - 'user_id' order by s.started_at, s.id)
      from public.phone_provision_steps s where s.run_id in (select n.id from newest n)), '[]'))
$$;

create function private.read_customer_actions(p_user_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(x.row order by x.id desc), '[]')
  from (
    select a.id, jsonb_build_object('id', a.id, 'staff_id', a.staff_id, 'staff_name', a.staff_name, 'action', a.action, 'reason', a.reason,
      'created_at', a.created_at, 'run', case when r.id is not null then jsonb_build_object('id', r.id, 'status', r.status, 'outcome', r.outcome,
        'error_code', r.error_code, 'current_step', r.current_step, 'waiting_for', r.waiting_for, 'superseded_by', r.superseded_by, 'attempt', r.attempt) end) as row
    from public.staff_actions a left join public.phone_provision_logs r on r.id = a.run_id
    where a.subject_id = p_user_id order by a.id desc limit 100) x
$$;

-- What stands still: the halted scopes, and dispatch as a whole.
create function private.read_halts() returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object('scope', h.scope, 'error_code', h.error_code, 'halted_at', h.halted_at)), '[]')
  from (
    select scope, error_code, halted_at from public.provision_halts where halted_at is not null
    union all select 'dispatch', null, dispatch_paused_at from public.provision_settings where dispatch_paused_at is not null) h
$$;

create function private.read_customer(p_user_id uuid, p_runs integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_facts jsonb;
  v_desired text;
  v_reason text;
  v_page jsonb;
begin
  if private.current_staff_role() is null then
    raise exception 'Only staff may read customers.' using errcode = 'PT403';
  end if;
  v_facts := private.provision_facts(p_user_id) || jsonb_build_object('ever_released', exists (
    select 1 from public.phone_number_purchases p where p.user_id = p_user_id and p.state = 'released'));
  if not (v_facts ->> 'user_exists')::boolean and not exists (select 1 from public.phone_provision_logs r where r.subject_id = p_user_id)
    and not exists (select 1 from public.phone_number_purchases p where p.user_id = p_user_id) then
    return null;
  end if;
  select d.desired, d.reason into v_desired, v_reason from private.desired_state(v_facts) d;
  select jsonb_build_object(
    'user_id', p_user_id, 'user_exists', v_facts -> 'user_exists',
    'email', coalesce(v_facts -> 'profile' ->> 'email', c.email), 'city', v_facts -> 'profile' -> 'city', 'state', v_facts -> 'profile' -> 'state',
    'paddle_customer_id', v_facts -> 'profile' -> 'paddle_customer_id',
    'subscriptions', v_facts -> 'subscriptions', 'phone_numbers', v_facts -> 'phone_numbers',
    'assistant_id', v_facts -> 'user_settings' -> 'vapi_assistant_id',
    'assistant_status', v_facts -> 'user_settings' -> 'assistant_provisioning_status',
    'activated', v_facts -> 'activated', 'handed_over_at', v_facts -> 'handed_over_at',
    'handover_asked_at', case when s.reason_code in ('handover_asked', 'handover_untaken') then private.handover_asked_at(p_user_id) end, 'desired', v_desired, 'desired_reason', v_reason,
    'status', s.status, 'reason_code', s.reason_code, 'since', c.since, 'updated_at', greatest(c.updated_at, r.updated_at),
    'paid_at', private.paid_since(p_user_id),
    'purchases', coalesce((select jsonb_agg(to_jsonb(p) order by p.id desc) from public.phone_number_purchases p where p.user_id = p_user_id), '[]'),
    'hold', (
      select jsonb_build_object('mode', h.mode, 'reason', h.reason, 'created_at', h.created_at, 'by_id', h.created_by, 'by', coalesce(m.display_name, m.role))
      from public.provision_holds h left join public.staff_members m on m.user_id = h.created_by where h.user_id = p_user_id),
    'rollout', v_facts -> 'rollout' || (
      select jsonb_build_object('percentage_bp', f.percentage_bp, 'entries_per_minute', f.entries_per_minute, 'changed_at', coalesce(o.created_at, f.updated_at), 'override_reason', o.reason)
      from public.rollout_flags f left join public.rollout_overrides o on o.flag = f.key and o.user_id = p_user_id where f.key = 'phone_provisioning'),
    'integrity', (
      select jsonb_build_object('issue', i.issue, 'detail', i.detail, 'how_to_settle', i.how_to_settle)
      from public.provision_integrity_issues i where i.user_id = p_user_id order by i.issue limit 1),
    'notes', coalesce((
      select jsonb_agg(to_jsonb(n) - 'subject_id' order by n.id desc) from public.customer_notes n where n.subject_id = p_user_id), '[]'),
    'actions', private.read_customer_actions(p_user_id), 'halts', private.read_halts(),
    'incidents', private.read_open_incidents(),
    'paddle_events', case when v_facts -> 'profile' ->> 'paddle_customer_id' is null then '[]'
      else private.waiting_paddle_events(v_facts -> 'profile' ->> 'paddle_customer_id') end,
    'limits', jsonb_build_object('max_attempts', k.max_attempts, 'provider_timeout_ms', k.provider_timeout_ms))
  into v_page
  from public.provision_settings k
  left join public.provision_customers c on c.user_id = p_user_id
  left join lateral (
    select y.status, y.outcome, y.error_code, y.updated_at from public.phone_provision_logs y
    where y.subject_id = p_user_id and y.status <> 'superseded' order by y.id desc limit 1) r on true
  cross join lateral private.customer_status(v_facts, v_desired, v_reason, r.status, r.error_code,
    private.entry_state(p_user_id, v_desired, v_reason, r.status, r.outcome, c.reason_code)) s;
  return v_page || private.read_customer_runs(p_user_id, least(greatest(coalesce(p_runs, 30), 1), 1000));
end
$$;
comment on function private.read_customer is 'Everything that a customer''s page shows, or null when there is no such customer. Staff only: PT403.';

create function public.read_customer(p_user_id uuid, p_runs integer default 30) returns jsonb
language sql stable set search_path = ''
as $$ select private.read_customer(p_user_id, p_runs) $$;
comment on function public.read_customer is 'A customer''s page in one read: facts, verdict''s ground, the newest runs with their steps, staff actions, notes.';

revoke execute on function private.paid_since(uuid), private.read_customer_runs(uuid, integer), private.read_customer_actions(uuid), private.read_halts(),
  private.read_customer(uuid, integer), public.read_customer(uuid, integer) from public, anon, authenticated, service_role;
grant execute on function private.read_customer(uuid, integer), public.read_customer(uuid, integer) to authenticated;

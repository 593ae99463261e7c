-- What admins do to the engine as a whole. Every change is audited with its reason.

create function private.require_admin(p_reason text) returns uuid
language plpgsql set search_path = ''
as $$
begin
  if not private.has_staff_role('admin') then
    raise exception 'Only admins may do this.' using errcode = 'PT403';
  end if;
  perform private.require_reason(p_reason);
  return auth.uid();
end
$$;

create function private.audit_engine_change(p_action text, p_reason text, p_before jsonb, p_after jsonb) returns void
language plpgsql set search_path = ''
as $$
begin
  insert into public.staff_actions (staff_id, staff_name, action, reason, before, after)
  select auth.uid(), coalesce(m.display_name, m.role), p_action, p_reason, p_before, p_after
  from public.staff_members m where m.user_id = auth.uid();
  perform private.broadcast_to_console('rollout_changed', jsonb_build_object('action', p_action));
end
$$;
comment on function private.audit_engine_change is 'Writes the audit row of an admin''s change and tells every open console.';

create function private.resume_provisioning(p_scope text, p_reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_staff uuid := private.require_admin(p_reason);
  v_before public.provision_halts;
begin
  select * into v_before from public.provision_halts where scope = p_scope for update;
  if v_before.scope is null then
    raise exception 'scope is not one of acquire, twilio, vapi, release, all.' using errcode = 'PT400', detail = 'scope';
  end if;
  if v_before.halted_at is null then
    raise exception 'Nothing to resume: % does not stand still.', p_scope using errcode = 'PT409';
  end if;
  update public.provision_halts set halted_at = null, resumed_at = clock_timestamp(), resumed_by = v_staff where scope = p_scope;
  -- Those who waited for it are due at once; the drain rate lets them through bit by bit.
  update public.phone_provision_logs set next_attempt_at = clock_timestamp(), waiting_for = null
  where status in ('pending', 'retry_scheduled') and waiting_for in (p_scope, 'project_mismatch');
  perform private.audit_engine_change('resume_provisioning', p_reason, to_jsonb(v_before), jsonb_build_object('scope', p_scope, 'halted_at', null));
  perform private.nudge_due_runs(private.free_run_slots());
  return jsonb_build_object('ok', true, 'scope', p_scope);
end
$$;
comment on function private.resume_provisioning is 'Lets a halted scope go again; the backlog drains at a limited rate. PT403, PT400, PT409.';

create function private.pause_dispatch(p_paused boolean, p_reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_staff uuid := private.require_admin(p_reason);
  v_before public.provision_settings;
begin
  select * into v_before from public.provision_settings for update;
  if (v_before.dispatch_paused_at is not null) = p_paused then
    raise exception 'Nothing changed: dispatch is already %.', case when p_paused then 'stopped' else 'running' end using errcode = 'PT409';
  end if;
  update public.provision_settings set dispatch_paused_at = case when p_paused then clock_timestamp() end,
    dispatch_pause_reason = case when p_paused then p_reason end,
    dispatch_resumed_at = case when p_paused then dispatch_resumed_at else clock_timestamp() end, updated_at = clock_timestamp();
  if not p_paused then
    update public.phone_provision_logs set next_attempt_at = clock_timestamp(), waiting_for = null
    where status in ('pending', 'retry_scheduled') and waiting_for = 'dispatch_paused';
  end if;
  perform private.audit_engine_change(case when p_paused then 'stop_dispatch' else 'start_dispatch' end, p_reason,
    jsonb_build_object('dispatch_paused_at', v_before.dispatch_paused_at), jsonb_build_object('by', v_staff));
  return jsonb_build_object('ok', true, 'paused', p_paused);
end
$$;
comment on function private.pause_dispatch is 'Stops or starts the claiming of runs; those at work finish. PT403, PT400, PT409.';

create function private.activate_provisioning(p_project_ref text, p_reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_staff uuid := private.require_admin(p_reason);
  v_before public.provision_settings;
begin
  if nullif(trim(p_project_ref), '') is null then
    raise exception 'project_ref is missing: the reference of the project whose functions may use this database.' using errcode = 'PT400', detail = 'project_ref';
  end if;
  select * into v_before from public.provision_settings for update;
  if v_before.activated_at is not null and v_before.project_ref = p_project_ref then
    raise exception 'Nothing changed: Switchboard is active already.' using errcode = 'PT409', detail = 'project_ref';
  end if;
  -- To move a database that acts is no press of a button: the runbook of recovery does it in the database, with everything stopped.
  if v_before.activated_at is not null and v_before.project_ref is not null then
    raise exception 'Nothing changed: Switchboard is active for the project %.', v_before.project_ref using errcode = 'PT409', detail = 'project_ref';
  end if;
  update public.provision_settings set project_ref = p_project_ref, activated_at = coalesce(activated_at, clock_timestamp()), updated_at = clock_timestamp();
  perform private.audit_engine_change('activate_provisioning', p_reason,
    jsonb_build_object('project_ref', v_before.project_ref, 'activated_at', v_before.activated_at), jsonb_build_object('project_ref', p_project_ref, 'by', v_staff));
  -- Those who belong in need not wait for the next scan.
  perform private.enqueue_rollout_entrants();
  return jsonb_build_object('ok', true);
end
$$;
comment on function private.activate_provisioning is 'Ends report-only: from now on runs act. Binds the database to one project. PT409 when it acts already.';

create function public.resume_provisioning(p_scope text, p_reason text) returns jsonb
language sql set search_path = '' as $$ select private.resume_provisioning(p_scope, p_reason) $$;
create function public.pause_dispatch(p_paused boolean, p_reason text) returns jsonb
language sql set search_path = '' as $$ select private.pause_dispatch(p_paused, p_reason) $$;
create function public.activate_provisioning(p_project_ref text, p_reason text) returns jsonb
language sql set search_path = '' as $$ select private.activate_provisioning(p_project_ref, p_reason) $$;

revoke execute on function private.require_admin(text), private.audit_engine_change(text, text, jsonb, jsonb),
  private.resume_provisioning(text, text), private.pause_dispatch(boolean, text), private.activate_provisioning(text, text),
  public.resume_provisioning(text, text), public.pause_dispatch(boolean, text), public.activate_provisioning(text, text)
  from public, anon, authenticated, service_role;
grant execute on function private.resume_provisioning(text, text), private.pause_dispatch(boolean, text), private.activate_provisioning(text, text),
  public.resume_provisioning(text, text), public.pause_dispatch(boolean, text), public.activate_provisioning(text, text) to authenticated;

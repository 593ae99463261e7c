-- What stands still because of an error that meets everybody, and how it goes on: bit by bit.

create function private.halt_provisioning(p_scope text, p_code text, p_reason text, p_run_id bigint) returns boolean
language plpgsql set search_path = ''
as $$
begin
  update public.provision_halts set halted_at = clock_timestamp(), error_code = p_code, reason = p_reason, run_id = p_run_id, resumed_at = null, resumed_by = null
  where scope = p_scope and halted_at is null;
  return found;
end
$$;
comment on function private.halt_provisioning is 'Stops what needs this scope; false when it already stood still.';

create function private.last_resumed_at() returns timestamptz
language plpgsql stable set search_path = ''
as $$
begin
  return (select greatest(max(h.resumed_at), (select k.dispatch_resumed_at from public.provision_settings k)) from public.provision_halts h);
end
$$;
comment on function private.last_resumed_at is 'When an admin last let go on what stood still, a halt or dispatch; null for never.';

create function private.is_draining() returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return (
  select exists (
    select 1 from public.provision_halts h, public.provision_settings k
    where h.resumed_at > clock_timestamp() - k.drain_seconds * interval '1 second')
    or exists (
      select 1 from public.rollout_guards g, public.provision_settings k
      where g.resumed_at > clock_timestamp() - k.drain_seconds * interval '1 second')
    or exists (
      select 1 from public.provision_settings k
      where k.dispatch_resumed_at > clock_timestamp() - k.drain_seconds * interval '1 second')
    or exists (
      select 1 from public.provider_outages o, public.provision_settings k
      where o.back_at > clock_timestamp() - k.drain_seconds * interval '1 second')
  );
end
$$;
comment on function private.is_draining is 'True for a while after somebody resumed or a provider came back, so that the backlog does not fall on the provider at once.';

revoke execute on function private.is_draining(), private.last_resumed_at(), private.halt_provisioning(text, text, text, bigint)
  from public, anon, authenticated, service_role;

-- What the function calls while it lists. Each answers false once the comparison is not its own any more.

create function private.claim_inventory_comparison(p_id bigint, p_project_ref text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare v_ref text := (select project_ref from public.provision_settings);
begin
  if not exists (select 1 from public.inventory_comparisons where id = p_id) then return jsonb_build_object('claimed', false, 'reason', 'not_found'); end if;
  -- Under another project's functions the tags of this database say nothing.
  if v_ref is distinct from p_project_ref then
    perform private.fail_inventory_comparison(p_id, 'project_mismatch');
    return jsonb_build_object('claimed', false, 'reason', 'project_mismatch');
  end if;
  update public.inventory_comparisons set state = 'listing', phase = 'twilio', started_at = clock_timestamp(),
    lease_expires_at = clock_timestamp() + interval '5 minutes'
  where id = p_id and state = 'requested';
  if not found then return jsonb_build_object('claimed', false, 'reason', 'taken'); end if;
  perform private.tell_inventory(p_id);
  -- As with a run: whoever mends a key resumes afterwards, and what the worker read of it before is old.
  return jsonb_strip_nulls(jsonb_build_object('claimed', true,
    'resumed_ms_ago', floor(extract(epoch from clock_timestamp() - private.last_resumed_at()) * 1000)::bigint));
end
$$;
comment on function private.claim_inventory_comparison is
  'One worker lists, for at most five minutes. {claimed, resumed_ms_ago} (how long ago an admin last resumed; absent for never) or why not: not_found, taken, project_mismatch.';

create function private.report_inventory_progress(p_id bigint, p_phase text, p_twilio integer, p_vapi integer) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  update public.inventory_comparisons set phase = p_phase, twilio_numbers = p_twilio, vapi_numbers = p_vapi where id = p_id and state = 'listing';
  if not found then return false; end if;
  perform private.tell_inventory(p_id);
  return true;
end
$$;
comment on function private.report_inventory_progress is 'How far the listing is.';

create function private.fail_inventory_comparison(p_id bigint, p_code text) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  update public.inventory_comparisons set state = 'failed', error_code = left(p_code, 60), lease_expires_at = null, finished_at = clock_timestamp()
  where id = p_id and state in ('requested', 'listing');
  if not found then return false; end if;
  perform private.tell_inventory(p_id);
  return true;
end
$$;
comment on function private.fail_inventory_comparison is 'The listing did not come to its end: nothing of it is recorded.';

create function public.claim_inventory_comparison(p_id bigint, p_project_ref text) returns jsonb
language sql set search_path = '' as $$ select private.claim_inventory_comparison(p_id, p_project_ref) $$;
create function public.report_inventory_progress(p_id bigint, p_phase text, p_twilio integer, p_vapi integer) returns boolean
language sql set search_path = '' as $$ select private.report_inventory_progress(p_id, p_phase, p_twilio, p_vapi) $$;
create function public.fail_inventory_comparison(p_id bigint, p_code text) returns boolean
language sql set search_path = '' as $$ select private.fail_inventory_comparison(p_id, p_code) $$;

revoke execute on function private.claim_inventory_comparison(bigint, text), private.report_inventory_progress(bigint, text, integer, integer),
  private.fail_inventory_comparison(bigint, text), public.claim_inventory_comparison(bigint, text),
  public.report_inventory_progress(bigint, text, integer, integer), public.fail_inventory_comparison(bigint, text)
  from public, anon, authenticated, service_role;
grant execute on function private.claim_inventory_comparison(bigint, text), private.report_inventory_progress(bigint, text, integer, integer),
  private.fail_inventory_comparison(bigint, text), public.claim_inventory_comparison(bigint, text),
  public.report_inventory_progress(bigint, text, integer, integer), public.fail_inventory_comparison(bigint, text) to service_role;

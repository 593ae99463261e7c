-- What only a comparison shows is mended by the engine, like everything else: the number goes back into the ledger as one to look at again.
-- The engine then looks at Twilio at that moment, by number and by our tag, and adopts or gives back; its fences, brake and halts hold.

create function private.find_verdict(p_key text, p_fix text) returns record
language plpgsql stable set search_path = ''
as $$
declare
  v record;
  r record;
begin
  if private.inventory_is_stale(clock_timestamp()) then
    raise exception 'Nothing was started: the last comparison is too old to act on. Compare now, then decide.' using errcode = 'PT409', detail = 'comparison';
  end if;
  select i.*, i.id is not null or exists (select 1 from auth.users u where u.id = i.user_id) as customer_known into v
  from private.inventory(clock_timestamp(), private.numbers_to_judge(), false) i where i.key = p_key;
  select * into r from private.inventory_remedy(v.class, v.detail, v.user_id, v.own_account, v.customer_known);
  if v.key is null or r.fix is null then
    raise exception 'Nothing was started: the comparison does not say so any more. The list has been read again.' using errcode = 'PT409', detail = 'key';
  end if;
  -- Who may be given the number may also be refused it; nothing else is interchangeable.
  if r.fix <> p_fix and not (r.fix = 'adopt' and p_fix = 'give_back') then
    raise exception 'Nothing was started: this number is not to be mended so.' using errcode = 'PT409', detail = 'fix';
  end if;
  if r.off is not null then raise exception 'Nothing was started: %', r.off using errcode = 'PT409', detail = 'key'; end if;
  return v;
end
$$;
comment on function private.find_verdict is 'The number with a verdict of now that this mends; PT409 says why there is none.';

create function private.reopen_orphan(p_sid text, p_user_id uuid, p_give_back boolean) returns bigint
language plpgsql set search_path = ''
as $$
declare
  t public.inventory_twilio_numbers;
  v_id bigint;
begin
  select * into t from public.inventory_twilio_numbers where sid = p_sid and tagged_user = p_user_id;
  if t.sid is null or exists (
    select 1 from public.phone_number_purchases p where p.e164_number = t.e164_number and p.state in ('intended', 'purchased', 'recorded', 'releasing')) then
    raise exception 'Nothing was started: the number stands in the ledger again.' using errcode = 'PT409', detail = 'key';
  end if;
  -- A row that once stood for this very number, or for the refusal that was a sale after all.
  select p.id into v_id from public.phone_number_purchases p
  where p.user_id = p_user_id and (p.provider_number_id = t.sid or (p.e164_number = t.e164_number and p.state = 'lost'))
  order by (p.provider_number_id = t.sid) desc nulls last, p.id desc limit 1 for update;
  if v_id is null then
    -- Twilio says when it came to the account; the intent lies before that, or it would not be ours.
    insert into public.phone_number_purchases (user_id, e164_number, tag, state, intended_at, lost_at, lost_code, recheck_at, release_requested_at)
    values (p_user_id, t.e164_number, t.tag, 'lost', t.created_at - interval '1 minute', clock_timestamp(), 'orphan', clock_timestamp(),
      case when p_give_back then clock_timestamp() end)
    returning id into v_id;
  else
    update public.phone_number_purchases set state = 'lost', tag = t.tag, lost_at = coalesce(lost_at, clock_timestamp()), lost_code = 'orphan',
      recheck_at = clock_timestamp(), releasing_at = null, released_at = null, release_after = null,
      release_requested_at = case when p_give_back then clock_timestamp() end, updated_at = clock_timestamp()
    where id = v_id;
  end if;
  return v_id;
end
$$;
comment on function private.reopen_orphan is 'Puts a number with our tag back into the ledger as one to look at: the engine adopts it when it is there and ours, and gives it back when that was asked.';

create function private.mend_number(p_key text, p_fix text, p_reason text, p_idempotency_key text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_staff uuid := auth.uid();
  v_request jsonb := jsonb_build_object('key', p_key, 'fix', p_fix, 'reason', p_reason);
  v_done public.staff_actions;
  v_run public.phone_provision_logs;
  v_purchase bigint;
  v record;
begin
  if not private.has_staff_role('operator') then raise exception 'Only operators and admins may do this.' using errcode = 'PT403'; end if;
  perform private.require_idempotency_key(p_idempotency_key);
  if p_fix is null or p_fix not in ('adopt', 'give_back', 'remove_import') then
    raise exception 'fix is not one of adopt, give_back, remove_import.' using errcode = 'PT400', detail = 'fix';
  end if;
  if p_fix <> 'adopt' then perform private.require_reason(p_reason); end if;
  perform private.await_turn(v_staff);
  perform pg_advisory_xact_lock(hashtextextended('switchboard:inventory', 0));
  v_done := private.find_replay(v_staff, p_idempotency_key, v_request);
  if v_done.id is not null then
    return jsonb_build_object('run_id', v_done.run_id, 'replayed', true);
  end if;
  perform private.refuse_haste(v_staff);

  v := private.find_verdict(p_key, p_fix);
  perform pg_advisory_xact_lock(hashtextextended('switchboard:request:' || v.user_id, 0));
  if p_fix = 'remove_import' then
    insert into public.phone_number_purchases (user_id, e164_number, tag, state, intended_at, releasing_at, vapi_phone_number_id)
    values (v.user_id, v.e164_number, private.tag_prefix() || v.user_id, 'releasing', clock_timestamp(), clock_timestamp(), v.vapi_id)
    returning id into v_purchase;
  else
    v_purchase := private.reopen_orphan(v.sid, v.user_id, p_fix = 'give_back');
  end if;
  v_run := private.write_staff_run(v_staff, v.user_id, case p_fix when 'adopt' then 'check' else 'release' end, p_fix || '_number', p_reason, p_idempotency_key, v_request,
    v_purchase, jsonb_build_object('class', v.class, 'number', v.e164_number, 'twilio', v.sid, 'vapi', v.vapi_id), jsonb_build_object('purchase', v_purchase));
  return jsonb_build_object('run_id', v_run.id, 'replayed', false);
end
$$;
comment on function private.mend_number is
  'Operator: adopt, give_back or remove_import of a number with a verdict of now. PT400 names the field, PT403, PT409 says why not, PT429 after ten a minute.';

create function public.mend_number(p_key text, p_fix text, p_reason text, p_idempotency_key text) returns jsonb
language sql set search_path = '' as $$ select private.mend_number(p_key, p_fix, p_reason, p_idempotency_key) $$;

revoke execute on function private.find_verdict(text, text), private.reopen_orphan(text, uuid, boolean),
  private.mend_number(text, text, text, text), public.mend_number(text, text, text, text)
  from public, anon, authenticated, service_role;
grant execute on function private.mend_number(text, text, text, text), public.mend_number(text, text, text, text) to authenticated;

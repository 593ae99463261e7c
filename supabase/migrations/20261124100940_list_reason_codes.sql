-- The catalogue's judgement of each code, so that facets and bulk can ask the database. Generated from supabase/functions/_shared/domain
-- (a unit test compares the two): a code as a run keeps it, whose fault, and whether a retry is safe.

create table private.reason_codes (
  code text primary key,
  fault text not null,
  retry text not null,
  constraint fault_is_known check (fault in ('us', 'twilio', 'vapi', 'customer', 'compliance')),
  constraint retry_is_known check (retry in ('safe', 'useless'))
);
insert into private.reason_codes (code, fault, retry) values
  ('10001', 'us', 'useless'), ('10002', 'us', 'useless'), ('20001', 'us', 'useless'), ('20002', 'us', 'useless'),
  ('20003', 'us', 'useless'), ('20005', 'us', 'useless'), ('20006', 'us', 'useless'), ('20008', 'us', 'useless'),
  ('20403', 'us', 'useless'), ('20404', 'us', 'useless'), ('20409', 'twilio', 'safe'), ('20429', 'us', 'safe'),
  ('20500', 'twilio', 'safe'), ('20503', 'twilio', 'safe'), ('21402', 'us', 'useless'), ('21404', 'us', 'useless'),
  ('21405', 'us', 'useless'), ('21420', 'us', 'useless'), ('21421', 'us', 'safe'), ('21422', 'twilio', 'safe'),
  ('21451', 'us', 'useless'), ('21452', 'twilio', 'safe'), ('21457', 'us', 'useless'), ('21458', 'us', 'useless'),
  ('21472', 'us', 'useless'), ('21613', 'compliance', 'useless'), ('21615', 'compliance', 'useless'), ('21626', 'us', 'useless'),
  ('21628', 'customer', 'useless'), ('21629', 'customer', 'useless'), ('21631', 'compliance', 'useless'),
  ('21649', 'compliance', 'useless'), ('21650', 'compliance', 'useless'), ('21651', 'compliance', 'useless'),
  ('21710', 'us', 'useless'), ('21712', 'us', 'useless'), ('21714', 'us', 'useless'), ('22300', 'compliance', 'useless'),
  ('22400', 'us', 'useless'), ('80601', 'us', 'useless'), ('90010', 'us', 'useless'), ('no_numbers', 'twilio', 'safe'),
  ('number_missing', 'us', 'useless'), ('timeout', 'twilio', 'safe'), ('network', 'twilio', 'safe'), ('vapi_400', 'us', 'useless'),
  ('vapi_401', 'us', 'useless'), ('vapi_402', 'us', 'useless'), ('vapi_403', 'us', 'useless'), ('vapi_404', 'us', 'useless'),
  ('vapi_409', 'vapi', 'safe'), ('vapi_429', 'us', 'safe'), ('vapi_invalid_number', 'us', 'useless'),
  ('vapi_insufficient-credits', 'us', 'useless'), ('vapi_subscription-frozen', 'us', 'useless'),
  ('vapi_assistant-not-found', 'us', 'useless'), ('vapi_call.start.error-get-phone-number', 'us', 'useless'),
  ('vapi_unanswered', 'us', 'useless'), ('vapi_already_imported', 'vapi', 'safe'), ('vapi_not_on_twilio', 'vapi', 'safe'),
  ('vapi_activating', 'vapi', 'safe'), ('vapi_blocked', 'vapi', 'useless'), ('vapi_not_linked', 'vapi', 'safe'),
  ('vapi_still_linked', 'vapi', 'safe'), ('vapi_unavailable', 'vapi', 'safe'), ('vapi_timeout', 'vapi', 'safe'),
  ('vapi_network', 'vapi', 'safe'), ('function_error', 'us', 'safe'), ('lease_expired', 'us', 'safe'), ('fenced', 'us', 'safe'),
  ('out_of_time', 'us', 'safe'), ('state_changed', 'us', 'safe'), ('key_changed', 'us', 'safe'), ('function_timeout', 'us', 'safe'),
  ('function_network', 'us', 'safe'), ('unavailable', 'us', 'safe'), ('bad_payload', 'us', 'useless'),
  ('unauthorized', 'us', 'useless'), ('not_deployed', 'us', 'useless'), ('config_missing', 'us', 'useless'),
  ('handover_not_taken', 'us', 'safe'), ('handover_no_answer', 'us', 'safe'), ('handover_unreachable', 'us', 'safe'),
  ('handover_blocked_url', 'us', 'safe'), ('handover_bad_secret', 'us', 'safe'), ('foreign_number', 'us', 'useless'),
  ('number_conflict', 'us', 'useless'), ('release_brake', 'us', 'useless'), ('project_mismatch', 'us', 'useless'),
  ('db_23503', 'us', 'safe'), ('db_23505', 'us', 'useless'), ('db_23514', 'us', 'useless'), ('db_40001', 'us', 'safe'), ('db_42501', 'us', 'useless'),
  ('db_53300', 'us', 'safe'), ('db_57014', 'us', 'safe'), ('db_connection', 'us', 'safe'), ('db_55P03', 'us', 'safe'),
  ('db_40P01', 'us', 'safe'), ('db_PGRST202', 'us', 'safe'), ('db_42883', 'us', 'safe');

-- A bare status or a class of codes stands for one of these; a code that nobody knows is repeated by nobody.
create function private.judge_code(p_code text) returns table (fault text, retry text)
language plpgsql stable set search_path = ''
as $$
begin
  return query
  select c.fault, c.retry from private.reason_codes c
  where c.code in (p_code, case
    when p_code ~ '^5\d\d$' then case p_code when '500' then '20500' else '20503' end
    when p_code ~ '^\d{3}$' then (
      '{"401": "20003", "403": "20403", "404": "20404", "408": "timeout", "409": "20409", "429": "20429", "499": "timeout"}'::jsonb) ->> p_code
    when p_code in ('vapi_408', 'vapi_499') then 'vapi_timeout'
    when p_code ~ '^vapi_5\d\d$' then 'vapi_unavailable'
    when p_code ~ '^db_(08|40|53|57)[0-9A-Z]{3}$' then 'db_connection' end)
  order by c.code = p_code desc limit 1;
  if not found then
    return query select case when p_code ~ '^\d{3,5}$' then 'twilio' when p_code like 'vapi\_%' then 'vapi' else 'us' end, 'useless'::text;
  end if;
end
$$;
comment on function private.judge_code is 'Whose fault a run''s error code is, and whether a retry is safe or useless.';

-- A step that got no answer does not name its number, but it comes after the intent; the function's clock writes it, the database's the intent.
create function private.buy_answer(p_user_id uuid) returns text
language sql stable set search_path = ''
as $$
  select case when s.outcome is null then 'never asked' when s.outcome = 'failed' then 'refused' else 'no answer' end
  from public.phone_number_purchases p
  left join lateral (
    select y.outcome from public.phone_provision_steps y
    where y.user_id = p.user_id and y.step = 'buy_number' and y.started_at >= p.intended_at - interval '5 s' order by y.id desc limit 1) s on true
  where p.user_id = p_user_id and p.state = 'intended'
$$;
comment on function private.buy_answer is 'What Twilio said to the buy that the ledger holds as intended: no answer, refused, never asked. As the verdict on the page judges it.';

-- Only who needs attention has a fault. An unsettled buy is looked at before anything is repeated; a refusal is an answer, so that there
-- is nothing to look for.
create function private.judge_reason(p_status text, p_reason text, p_open_state text, p_user_id uuid) returns table (fault text, retry text)
language plpgsql stable set search_path = ''
as $$
declare
  v_codeless boolean := p_reason in ('no_run', 'paid', 'failed');
  v_answer text;
begin
  if p_status <> 'needs_attention' then return query select null::text, null::text; return; end if;
  if p_reason in ('integrity_issue', 'other_provider') then return query select 'customer'::text, 'useless'::text; return; end if;
  -- It is asked again by itself until the old system takes them.
  if p_reason = 'handover_untaken' then return query select 'us'::text, 'useless'::text; return; end if;
  if p_open_state = 'intended' then v_answer := private.buy_answer(p_user_id); end if;
  return query
  select case when v_answer = 'no answer' then 'twilio' when v_codeless then 'us' else j.fault end,
    case when v_answer = 'refused' and j.retry = 'useless' and not v_codeless then 'useless'
      when v_answer is not null then 'check_first' when v_codeless then 'safe' else j.retry end
  from private.judge_code(p_reason) j;
end
$$;
comment on function private.judge_reason is 'Fault and retry (safe, check_first, useless) of a customer who needs attention; null for everybody else.';

revoke all on private.reason_codes from public, anon, authenticated, service_role;
revoke execute on function private.judge_code(text), private.buy_answer(uuid), private.judge_reason(text, text, text, uuid) from public, anon, authenticated, service_role;

-- What of the product's own rows a person should know before Switchboard acts. Nothing here changes a row or stops a migration;
-- those that break "one number per user" leave their users untouched (provision_integrity_issues), the others are handled and said.

create view public.provision_host_rows with (security_invoker = true) as
  select 'phone_numbers'::text as host_table, i.user_id::text as user_id, i.issue,
    (select string_agg(n.id::text, ', ' order by n.id::text) from public.phone_numbers n
      where n.user_id is not distinct from i.user_id and coalesce(n.status, '') <> 'released') as row_ids,
    i.detail, 'This user is left alone until settled.'::text as what_happens, i.how_to_settle
  from public.provision_integrity_issues i
  union all
  select 'phone_numbers', n.user_id::text, 'number_without_account', n.id::text, coalesce(n.e164_number, 'A row without a number') || ' belongs to no account.',
    'It is never touched or given back.', 'Release the number at its provider if nobody needs it; set status ''released''.'
  from public.phone_numbers n
  where coalesce(n.status, '') <> 'released' and not exists (select 1 from auth.users u where u.id = n.user_id)
    and not exists (select 1 from public.phone_number_purchases p where p.provider_number_id = n.provider_number_id)
  union all
  select 'phone_numbers', n.user_id::text, 'number_without_provider_id', n.id::text, coalesce(n.e164_number, 'A row without a number') || ' has no provider_number_id.',
    'The customer counts as served by the old system and is left alone.', 'Look the number up at the provider and fill in its id, or set status ''released''.'
  from public.phone_numbers n
  where coalesce(n.status, '') <> 'released' and nullif(trim(n.provider_number_id), '') is null
  union all
  select 'subscriptions', s.user_id::text, 'several_current_subscriptions', string_agg(s.id::text, ', ' order by s.id::text),
    count(*) || ' rows are current: ' || string_agg(concat_ws(' ', s.tier_type, s.status), ', ' order by s.id::text) || '.',
    'Rows that agree count as one; rows that disagree keep a number and never acquire or give back one.', 'Set current to false on all but the one that Paddle bills.'
  from public.subscriptions s where s.current and s.user_id is not null group by s.user_id having count(*) > 1
  union all
  select 'subscriptions', s.user_id::text, 'subscription_without_account', s.id::text, 'A current subscription belongs to no account.',
    'Nobody gets a number for it.', 'Delete the row, or set current to false.'
  from public.subscriptions s
  where s.current and not exists (select 1 from auth.users u where u.id = s.user_id)
  union all
  -- Words of the product's own: one row for each, since there may be many customers behind it.
  select 'subscriptions', null, 'unknown_words', null,
    count(distinct s.id::text) || ' current rows have tier ' || coalesce(quote_literal(s.tier_type), 'null') || ' and status ' || coalesce(quote_literal(s.status), 'null')
      || '; numbers of ours that hang on them: ' || count(distinct p.id) || '.',
    'Such customers are left alone: nobody is given a number, and none is paused or given back.',
    'Write the words that are known: active, trialing, past_due, paused, cancelled, expired, and any tier. Or have these added.'
  from public.subscriptions s
  left join public.phone_number_purchases p on p.user_id = s.user_id and p.state in ('purchased', 'recorded')
  where s.current and private.subscription_verdict(s.tier_type, s.status) in ('unknown_tier', 'unknown_status') group by s.tier_type, s.status
  union all
  -- No row is no word: the number stays, and stays billed, until somebody says otherwise.
  select 'subscriptions', p.user_id::text, 'number_without_subscription', null, 'We keep ' || p.e164_number || ' for a customer who has no current subscription.',
    'It is billed and goes on answering: only a subscription that ended takes a number away.',
    'Write the row as it is (cancelled gives the number back), or press Release in the console.'
  from public.phone_number_purchases p join auth.users u on u.id = p.user_id
  where p.state = 'recorded' and p.release_requested_at is null and not exists (select 1 from public.subscriptions s where s.user_id = p.user_id and s.current)
    and not exists (select 1 from public.provision_holds h where h.user_id = p.user_id);
comment on view public.provision_host_rows is
  'Rows of the product''s tables that contradict each other or lead nowhere: which, what Switchboard does about them, how to settle each. For deploy and doctor.';
revoke all on public.provision_host_rows from public, anon, authenticated, service_role;
grant select on public.provision_host_rows to service_role;
-- The view asks with its reader's rights.
grant execute on function private.subscription_verdict(text, text) to service_role;

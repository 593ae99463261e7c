-- Paying customers as the rollout sees them. Membership ignores kill switch and guard: those pass.

create view private.entitled_customers as
  select c.user_id, c.rollout_bucket, c.e164_number, c.status, c.reason_code, o.verdict,
    -- Who would buy, once in: not who has a number, and not whom we leave alone whatever the percentage.
    c.e164_number is null and c.reason_code not like 'hold\_%'
      and c.reason_code not in ('legacy_number', 'integrity_issue', 'other_provider', 'conflicting_subscriptions') as would_buy
  from public.provision_customers c
  left join public.rollout_overrides o on o.flag = 'phone_provisioning' and o.user_id = c.user_id
  where private.subscription_verdict(c.tier, c.subscription_status) = 'paid';
comment on view private.entitled_customers is 'Who may have a number, out of the read model, with bucket and override, and whether they would buy one.';
-- The verdict is kept, so that nobody asks it of every customer again, and the planner knows how many pay.
create index provision_customers_verdict_idx on public.provision_customers (private.subscription_verdict(tier, subscription_status));
create index provision_customers_entrants_idx on public.provision_customers (rollout_bucket)
  where e164_number is null and private.subscription_verdict(tier, subscription_status) = 'paid';
revoke all on private.entitled_customers from public;

-- The read model of those whom a change moves in or out follows with the sweep.
create function private.queue_rollout_refresh(p_from integer, p_to integer) returns void
language sql security definer set search_path = ''
as $$
  insert into private.customer_refresh_queue (user_id)
  select c.user_id from private.entitled_customers c where c.e164_number is null and c.rollout_bucket >= p_from and c.rollout_bucket < p_to
  on conflict do nothing
$$;

revoke execute on function private.queue_rollout_refresh(integer, integer) from public, anon, authenticated, service_role;

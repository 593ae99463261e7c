/**
 * What a team would write around a job queue: the same facts, the same intent before the buy, the same transaction for the
 * number, the same proof of the link. The trigger adds a job in the transaction of the upgrade, one per customer.
 */
export const peerSchema = `
create table subscriptions (user_id uuid primary key, tier_type text not null, status text not null, current boolean not null);
create table profiles (id uuid primary key, email text);
create table user_settings (user_id uuid primary key, vapi_assistant_id text, assistant_provisioning_status text);
create table phone_numbers (
  id uuid primary key default gen_random_uuid(), user_id uuid not null unique, provider text not null,
  provider_number_id text not null unique, e164_number text not null unique, status text not null);
create table purchases (
  id bigint generated always as identity primary key, user_id uuid not null unique, e164_number text not null unique, tag text not null,
  state text not null, provider_number_id text unique, vapi_phone_number_id text, linked_at timestamptz);

create function record_number(p_user uuid, p_purchase bigint, p_number text, p_sid text) returns void language plpgsql as $$
begin
  insert into phone_numbers (user_id, provider, provider_number_id, e164_number, status) values (p_user, 'twilio', p_sid, p_number, 'active');
  update user_settings set assistant_provisioning_status = 'phone_provisioned' where user_id = p_user;
  update purchases set state = 'recorded' where id = p_purchase;
end $$;

create function enqueue_provision() returns trigger language plpgsql as $$
begin
  if new.tier_type is distinct from old.tier_type then
    perform graphile_worker.add_job('provision', json_build_object('user_id', new.user_id), job_key := new.user_id::text, max_attempts := 5);
  end if;
  return new;
end $$;
create trigger enqueue_provision after update on subscriptions for each row execute function enqueue_provision();
`

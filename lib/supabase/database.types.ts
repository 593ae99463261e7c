
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "alert_clock": {
                  Row: {
                    "evaluated_at": string | null,"singleton": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "evaluated_at"?: string | null,"singleton"?: boolean
                  }
                  Update: {
                    "evaluated_at"?: string | null,"singleton"?: boolean
                  }
                  Relationships: [
                    
                  ]
                },"alert_incident_changes": {
                  Row: {
                    "at": string,"id": number,"incident_id": number,"state": string,"value": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "at": string,"id"?: never,"incident_id": number,"state": string,"value"?: number | null
                  }
                  Update: {
                    "at"?: string,"id"?: never,"incident_id"?: number,"state"?: string,"value"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "alert_incident_changes_incident_id_fkey"
      columns: ["incident_id"]
isOneToOne: false
      referencedRelation: "alert_incidents"
      referencedColumns: ["id"]
    }
                  ]
                },"alert_incidents": {
                  Row: {
                    "acknowledged_at": string | null,"acknowledged_by": string | null,"acknowledged_name": string | null,"announced": boolean,"fired_at": string | null,"hits": number | null,"id": number,"muted_by": number | null,"opened_at": string,"peak": number | null,"resolved_at": string | null,"rule": string,"sentence": string,"silence_reason": string | null,"silenced_by": string | null,"silenced_name": string | null,"silenced_until": string | null,"state": string,"state_since": string,"total": number | null,"updated_at": string,"value": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "acknowledged_at"?: string | null,"acknowledged_by"?: string | null,"acknowledged_name"?: string | null,"announced"?: boolean,"fired_at"?: string | null,"hits"?: number | null,"id"?: never,"muted_by"?: number | null,"opened_at": string,"peak"?: number | null,"resolved_at"?: string | null,"rule": string,"sentence": string,"silence_reason"?: string | null,"silenced_by"?: string | null,"silenced_name"?: string | null,"silenced_until"?: string | null,"state"?: string,"state_since": string,"total"?: number | null,"updated_at"?: string,"value"?: number | null
                  }
                  Update: {
                    "acknowledged_at"?: string | null,"acknowledged_by"?: string | null,"acknowledged_name"?: string | null,"announced"?: boolean,"fired_at"?: string | null,"hits"?: number | null,"id"?: never,"muted_by"?: number | null,"opened_at"?: string,"peak"?: number | null,"resolved_at"?: string | null,"rule"?: string,"sentence"?: string,"silence_reason"?: string | null,"silenced_by"?: string | null,"silenced_name"?: string | null,"silenced_until"?: string | null,"state"?: string,"state_since"?: string,"total"?: number | null,"updated_at"?: string,"value"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "alert_incidents_muted_by_fkey"
      columns: ["muted_by"]
isOneToOne: false
      referencedRelation: "alert_incidents"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "alert_incidents_rule_fkey"
      columns: ["rule"]
isOneToOne: false
      referencedRelation: "alert_rules"
      referencedColumns: ["key"]
    }
                  ]
                },"alert_readings": {
                  Row: {
                    "hits": number | null,"judged_at": string,"rule": string,"total": number | null,"value": number | null,"verdict": string
                  }
                  ComputedFields: never
                  Insert: {
                    "hits"?: number | null,"judged_at": string,"rule": string,"total"?: number | null,"value"?: number | null,"verdict": string
                  }
                  Update: {
                    "hits"?: number | null,"judged_at"?: string,"rule"?: string,"total"?: number | null,"value"?: number | null,"verdict"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "alert_readings_rule_fkey"
      columns: ["rule"]
isOneToOne: true
      referencedRelation: "alert_rules"
      referencedColumns: ["key"]
    }
                  ]
                },"alert_rules": {
                  Row: {
                    "cause": string | null,"enabled": boolean,"for_seconds": number,"key": string,"label": string,"min_samples": number,"position": number,"recover_below": number,"recover_seconds": number,"severity": string,"threshold": number,"unit": string,"updated_at": string,"window_minutes": number
                  }
                  ComputedFields: never
                  Insert: {
                    "cause"?: string | null,"enabled"?: boolean,"for_seconds"?: number,"key": string,"label": string,"min_samples"?: number,"position": number,"recover_below": number,"recover_seconds"?: number,"severity": string,"threshold": number,"unit": string,"updated_at"?: string,"window_minutes": number
                  }
                  Update: {
                    "cause"?: string | null,"enabled"?: boolean,"for_seconds"?: number,"key"?: string,"label"?: string,"min_samples"?: number,"position"?: number,"recover_below"?: number,"recover_seconds"?: number,"severity"?: string,"threshold"?: number,"unit"?: string,"updated_at"?: string,"window_minutes"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "alert_rules_cause_fkey"
      columns: ["cause"]
isOneToOne: false
      referencedRelation: "alert_rules"
      referencedColumns: ["key"]
    }
                  ]
                },"bulk_job_items": {
                  Row: {
                    "action": string | null,"id": number,"job_id": number,"note": string | null,"run_id": number | null,"started_at": string | null,"state": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "action"?: string | null,"id"?: never,"job_id": number,"note"?: string | null,"run_id"?: number | null,"started_at"?: string | null,"state": string,"user_id": string
                  }
                  Update: {
                    "action"?: string | null,"id"?: never,"job_id"?: number,"note"?: string | null,"run_id"?: number | null,"started_at"?: string | null,"state"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "bulk_job_items_job_id_fkey"
      columns: ["job_id"]
isOneToOne: false
      referencedRelation: "bulk_jobs"
      referencedColumns: ["id"]
    }
                  ]
                },"bulk_jobs": {
                  Row: {
                    "aborted_at": string | null,"aborted_by": string | null,"aborted_by_name": string | null,"action": string,"created_at": string,"created_by": string | null,"fed_at": string | null,"id": number,"idempotency_key": string,"reason": string,"retry_of": number | null,"scope": NonNullable<Json>,"staff_name": string | null,"state": string,"stopped_because": string | null,"total": number
                  }
                  ComputedFields: never
                  Insert: {
                    "aborted_at"?: string | null,"aborted_by"?: string | null,"aborted_by_name"?: string | null,"action": string,"created_at"?: string,"created_by"?: string | null,"fed_at"?: string | null,"id"?: never,"idempotency_key": string,"reason": string,"retry_of"?: number | null,"scope": NonNullable<Json>,"staff_name"?: string | null,"state"?: string,"stopped_because"?: string | null,"total": number
                  }
                  Update: {
                    "aborted_at"?: string | null,"aborted_by"?: string | null,"aborted_by_name"?: string | null,"action"?: string,"created_at"?: string,"created_by"?: string | null,"fed_at"?: string | null,"id"?: never,"idempotency_key"?: string,"reason"?: string,"retry_of"?: number | null,"scope"?: NonNullable<Json>,"staff_name"?: string | null,"state"?: string,"stopped_because"?: string | null,"total"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "bulk_jobs_retry_of_fkey"
      columns: ["retry_of"]
isOneToOne: false
      referencedRelation: "bulk_jobs"
      referencedColumns: ["id"]
    }
                  ]
                },"customer_notes": {
                  Row: {
                    "body": string,"created_at": string,"edited_at": string | null,"id": number,"staff_id": string,"staff_name": string,"subject_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body": string,"created_at"?: string,"edited_at"?: string | null,"id"?: never,"staff_id": string,"staff_name": string,"subject_id": string
                  }
                  Update: {
                    "body"?: string,"created_at"?: string,"edited_at"?: string | null,"id"?: never,"staff_id"?: string,"staff_name"?: string,"subject_id"?: string
                  }
                  Relationships: [
                    
                  ]
                },"inventory_comparisons": {
                  Row: {
                    "account_sid": string | null,"error_code": string | null,"finished_at": string | null,"id": number,"lease_expires_at": string | null,"nudged_at": string | null,"phase": string | null,"requested_at": string,"requested_by": string | null,"requested_name": string | null,"started_at": string | null,"state": string,"subaccounts": string | null,"twilio_numbers": number | null,"vapi_numbers": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "account_sid"?: string | null,"error_code"?: string | null,"finished_at"?: string | null,"id"?: never,"lease_expires_at"?: string | null,"nudged_at"?: string | null,"phase"?: string | null,"requested_at"?: string,"requested_by"?: string | null,"requested_name"?: string | null,"started_at"?: string | null,"state"?: string,"subaccounts"?: string | null,"twilio_numbers"?: number | null,"vapi_numbers"?: number | null
                  }
                  Update: {
                    "account_sid"?: string | null,"error_code"?: string | null,"finished_at"?: string | null,"id"?: never,"lease_expires_at"?: string | null,"nudged_at"?: string | null,"phase"?: string | null,"requested_at"?: string,"requested_by"?: string | null,"requested_name"?: string | null,"started_at"?: string | null,"state"?: string,"subaccounts"?: string | null,"twilio_numbers"?: number | null,"vapi_numbers"?: number | null
                  }
                  Relationships: [
                    
                  ]
                },"inventory_findings": {
                  Row: {
                    "class": string,"comparison_id": number,"first_seen_at": string,"key": string,"sightings": number
                  }
                  ComputedFields: never
                  Insert: {
                    "class": string,"comparison_id": number,"first_seen_at": string,"key": string,"sightings": number
                  }
                  Update: {
                    "class"?: string,"comparison_id"?: number,"first_seen_at"?: string,"key"?: string,"sightings"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "inventory_findings_comparison_id_fkey"
      columns: ["comparison_id"]
isOneToOne: false
      referencedRelation: "inventory_comparisons"
      referencedColumns: ["id"]
    }
                  ]
                },"inventory_twilio_numbers": {
                  Row: {
                    "account_sid": string,"created_at": string,"e164_number": string,"sid": string,"tag": string,"tagged_user": string | null,"voice_host": string | null,"voice_overridden": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "account_sid": string,"created_at": string,"e164_number": string,"sid": string,"tag": string,"tagged_user"?: string | null,"voice_host"?: string | null,"voice_overridden": boolean
                  }
                  Update: {
                    "account_sid"?: string,"created_at"?: string,"e164_number"?: string,"sid"?: string,"tag"?: string,"tagged_user"?: string | null,"voice_host"?: string | null,"voice_overridden"?: boolean
                  }
                  Relationships: [
                    
                  ]
                },"inventory_vapi_numbers": {
                  Row: {
                    "account_sid": string | null,"assistant_deleted": boolean,"assistant_id": string | null,"e164_number": string | null,"id": string,"named_user": string | null,"status": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "account_sid"?: string | null,"assistant_deleted"?: boolean,"assistant_id"?: string | null,"e164_number"?: string | null,"id": string,"named_user"?: string | null,"status"?: string | null
                  }
                  Update: {
                    "account_sid"?: string | null,"assistant_deleted"?: boolean,"assistant_id"?: string | null,"e164_number"?: string | null,"id"?: string,"named_user"?: string | null,"status"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"metrics_settings": {
                  Row: {
                    "database_limit_bytes": number,"keep_cron_hours": number,"keep_hours_days": number,"keep_minutes_days": number,"keep_responses_hours": number,"keep_runs_days": number,"keep_samples_days": number,"keep_steps_days": number,"lookback_seconds": number,"number_price_usd": number,"purge_batch": number,"singleton": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "database_limit_bytes"?: number,"keep_cron_hours"?: number,"keep_hours_days"?: number,"keep_minutes_days"?: number,"keep_responses_hours"?: number,"keep_runs_days"?: number,"keep_samples_days"?: number,"keep_steps_days"?: number,"lookback_seconds"?: number,"number_price_usd"?: number,"purge_batch"?: number,"singleton"?: boolean
                  }
                  Update: {
                    "database_limit_bytes"?: number,"keep_cron_hours"?: number,"keep_hours_days"?: number,"keep_minutes_days"?: number,"keep_responses_hours"?: number,"keep_runs_days"?: number,"keep_samples_days"?: number,"keep_steps_days"?: number,"lookback_seconds"?: number,"number_price_usd"?: number,"purge_batch"?: number,"singleton"?: boolean
                  }
                  Relationships: [
                    
                  ]
                },"notification_outbox": {
                  Row: {
                    "attempts": number,"change_id": number | null,"channel": string,"created_at": string,"delivered_at": string | null,"id": number,"incident_id": number | null,"kind": string,"last_error": string | null,"next_attempt_at": string,"payload": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"change_id"?: number | null,"channel": string,"created_at"?: string,"delivered_at"?: string | null,"id"?: never,"incident_id"?: number | null,"kind": string,"last_error"?: string | null,"next_attempt_at"?: string,"payload": NonNullable<Json>
                  }
                  Update: {
                    "attempts"?: number,"change_id"?: number | null,"channel"?: string,"created_at"?: string,"delivered_at"?: string | null,"id"?: never,"incident_id"?: number | null,"kind"?: string,"last_error"?: string | null,"next_attempt_at"?: string,"payload"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "notification_outbox_change_id_fkey"
      columns: ["change_id"]
isOneToOne: false
      referencedRelation: "alert_incident_changes"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notification_outbox_incident_id_fkey"
      columns: ["incident_id"]
isOneToOne: false
      referencedRelation: "alert_incidents"
      referencedColumns: ["id"]
    }
                  ]
                },"paddle_events": {
                  Row: {
                    "detail": string | null,"event_id": string,"event_type": string,"judged_at": string | null,"occurred_at": string,"outcome": string,"paddle_customer_id": string,"paddle_status": string,"paddle_subscription_id": string,"price_ids": (string)[],"received_at": string,"subscription_id": string | null,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "detail"?: string | null,"event_id": string,"event_type": string,"judged_at"?: string | null,"occurred_at": string,"outcome"?: string,"paddle_customer_id": string,"paddle_status": string,"paddle_subscription_id": string,"price_ids": (string)[],"received_at"?: string,"subscription_id"?: string | null,"user_id"?: string | null
                  }
                  Update: {
                    "detail"?: string | null,"event_id"?: string,"event_type"?: string,"judged_at"?: string | null,"occurred_at"?: string,"outcome"?: string,"paddle_customer_id"?: string,"paddle_status"?: string,"paddle_subscription_id"?: string,"price_ids"?: (string)[],"received_at"?: string,"subscription_id"?: string | null,"user_id"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"paddle_prices": {
                  Row: {
                    "created_at": string,"price_id": string,"tier_type": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"price_id": string,"tier_type": string
                  }
                  Update: {
                    "created_at"?: string,"price_id"?: string,"tier_type"?: string
                  }
                  Relationships: [
                    
                  ]
                },"phone_number_purchases": {
                  Row: {
                    "adopted": boolean,"assistant_id": string | null,"e164_number": string,"failed_code": string | null,"id": number,"intended_at": string,"intent_run_id": number | null,"linked_at": string | null,"lost_at": string | null,"lost_code": string | null,"phone_number_id": string | null,"provider_number_id": string | null,"purchased_at": string | null,"recheck_at": string | null,"recorded_at": string | null,"release_after": string | null,"release_requested_at": string | null,"released_at": string | null,"releasing_at": string | null,"state": string,"tag": string,"updated_at": string,"user_id": string,"vapi_phone_number_id": string | null,"verified_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "adopted"?: boolean,"assistant_id"?: string | null,"e164_number": string,"failed_code"?: string | null,"id"?: never,"intended_at"?: string,"intent_run_id"?: number | null,"linked_at"?: string | null,"lost_at"?: string | null,"lost_code"?: string | null,"phone_number_id"?: string | null,"provider_number_id"?: string | null,"purchased_at"?: string | null,"recheck_at"?: string | null,"recorded_at"?: string | null,"release_after"?: string | null,"release_requested_at"?: string | null,"released_at"?: string | null,"releasing_at"?: string | null,"state"?: string,"tag": string,"updated_at"?: string,"user_id": string,"vapi_phone_number_id"?: string | null,"verified_at"?: string | null
                  }
                  Update: {
                    "adopted"?: boolean,"assistant_id"?: string | null,"e164_number"?: string,"failed_code"?: string | null,"id"?: never,"intended_at"?: string,"intent_run_id"?: number | null,"linked_at"?: string | null,"lost_at"?: string | null,"lost_code"?: string | null,"phone_number_id"?: string | null,"provider_number_id"?: string | null,"purchased_at"?: string | null,"recheck_at"?: string | null,"recorded_at"?: string | null,"release_after"?: string | null,"release_requested_at"?: string | null,"released_at"?: string | null,"releasing_at"?: string | null,"state"?: string,"tag"?: string,"updated_at"?: string,"user_id"?: string,"vapi_phone_number_id"?: string | null,"verified_at"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"phone_numbers": {
                  Row: {
                    "e164_number": string,"id": string,"provider": string,"provider_number_id": string | null,"status": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "e164_number": string,"id"?: string,"provider"?: string,"provider_number_id"?: string | null,"status"?: string,"user_id": string
                  }
                  Update: {
                    "e164_number"?: string,"id"?: string,"provider"?: string,"provider_number_id"?: string | null,"status"?: string,"user_id"?: string
                  }
                  Relationships: [
                    
                  ]
                },"phone_provision_logs": {
                  Row: {
                    "attempt": number,"claimed_at": string | null,"created_at": string | null,"current_step": string | null,"current_step_at": string | null,"error_code": string | null,"error_message": string | null,"facts_hash": string | null,"failed_step": string | null,"failures": number,"finished_at": string | null,"id": number,"idempotency_key": string | null,"lease_expires_at": string | null,"next_attempt_at": string | null,"nudged_at": string | null,"outcome": string | null,"provider": string | null,"purchase_id": number | null,"reason": string | null,"requested_by": string | null,"response_id": number | null,"seen_run_ids": (number)[],"source": string,"status": string | null,"subject_id": string,"superseded_by": number | null,"trigger_action": string,"updated_at": string | null,"user_id": string | null,"waiting_for": string | null,"work_ms": number
                  }
                  ComputedFields: never
                  Insert: {
                    "attempt"?: number,"claimed_at"?: string | null,"created_at"?: string | null,"current_step"?: string | null,"current_step_at"?: string | null,"error_code"?: string | null,"error_message"?: string | null,"facts_hash"?: string | null,"failed_step"?: string | null,"failures"?: number,"finished_at"?: string | null,"id"?: number,"idempotency_key"?: string | null,"lease_expires_at"?: string | null,"next_attempt_at"?: string | null,"nudged_at"?: string | null,"outcome"?: string | null,"provider"?: string | null,"purchase_id"?: number | null,"reason"?: string | null,"requested_by"?: string | null,"response_id"?: number | null,"seen_run_ids"?: (number)[],"source"?: string,"status"?: string | null,"subject_id": string,"superseded_by"?: number | null,"trigger_action": string,"updated_at"?: string | null,"user_id"?: string | null,"waiting_for"?: string | null,"work_ms"?: number
                  }
                  Update: {
                    "attempt"?: number,"claimed_at"?: string | null,"created_at"?: string | null,"current_step"?: string | null,"current_step_at"?: string | null,"error_code"?: string | null,"error_message"?: string | null,"facts_hash"?: string | null,"failed_step"?: string | null,"failures"?: number,"finished_at"?: string | null,"id"?: number,"idempotency_key"?: string | null,"lease_expires_at"?: string | null,"next_attempt_at"?: string | null,"nudged_at"?: string | null,"outcome"?: string | null,"provider"?: string | null,"purchase_id"?: number | null,"reason"?: string | null,"requested_by"?: string | null,"response_id"?: number | null,"seen_run_ids"?: (number)[],"source"?: string,"status"?: string | null,"subject_id"?: string,"superseded_by"?: number | null,"trigger_action"?: string,"updated_at"?: string | null,"user_id"?: string | null,"waiting_for"?: string | null,"work_ms"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "phone_provision_logs_purchase_id_fkey"
      columns: ["purchase_id"]
isOneToOne: false
      referencedRelation: "phone_number_purchases"
      referencedColumns: ["id"]
    }
                  ]
                },"phone_provision_steps": {
                  Row: {
                    "attempt": number,"detail": NonNullable<Json>,"duration_ms": number,"error_code": string | null,"http_status": number | null,"id": number,"outcome": string,"provider": string,"recorded_at": string,"run_id": number,"started_at": string,"step": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempt": number,"detail"?: NonNullable<Json>,"duration_ms": number,"error_code"?: string | null,"http_status"?: number | null,"id"?: never,"outcome": string,"provider": string,"recorded_at"?: string,"run_id": number,"started_at": string,"step": string,"user_id": string
                  }
                  Update: {
                    "attempt"?: number,"detail"?: NonNullable<Json>,"duration_ms"?: number,"error_code"?: string | null,"http_status"?: number | null,"id"?: never,"outcome"?: string,"provider"?: string,"recorded_at"?: string,"run_id"?: number,"started_at"?: string,"step"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "phone_provision_steps_run_id_fkey"
      columns: ["run_id"]
isOneToOne: false
      referencedRelation: "phone_provision_logs"
      referencedColumns: ["id"]
    }
                  ]
                },"profiles": {
                  Row: {
                    "city": string | null,"email": string | null,"id": string,"paddle_customer_id": string | null,"state": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "city"?: string | null,"email"?: string | null,"id": string,"paddle_customer_id"?: string | null,"state"?: string | null
                  }
                  Update: {
                    "city"?: string | null,"email"?: string | null,"id"?: string,"paddle_customer_id"?: string | null,"state"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"provider_outages": {
                  Row: {
                    "back_at": string | null,"down_since": string | null,"probed_at": string | null,"provider": string
                  }
                  ComputedFields: never
                  Insert: {
                    "back_at"?: string | null,"down_since"?: string | null,"probed_at"?: string | null,"provider": string
                  }
                  Update: {
                    "back_at"?: string | null,"down_since"?: string | null,"probed_at"?: string | null,"provider"?: string
                  }
                  Relationships: [
                    
                  ]
                },"provision_customers": {
                  Row: {
                    "assistant_id": string | null,"e164_number": string | null,"email": string | null,"fault": string | null,"host_number": string | null,"last_run_id": number | null,"listed": string,"provider_number_id": string | null,"reason_code": string,"retry": string | null,"rollout_bucket": number,"since": string,"status": string,"subscription_status": string | null,"tier": string | null,"updated_at": string,"user_id": string,"vapi_phone_number_id": string | null,"waiting_on": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "assistant_id"?: string | null,"e164_number"?: string | null,"email"?: string | null,"fault"?: string | null,"host_number"?: string | null,"last_run_id"?: number | null,"listed"?: string,"provider_number_id"?: string | null,"reason_code": string,"retry"?: string | null,"rollout_bucket": number,"since"?: string,"status": string,"subscription_status"?: string | null,"tier"?: string | null,"updated_at"?: string,"user_id": string,"vapi_phone_number_id"?: string | null,"waiting_on"?: string | null
                  }
                  Update: {
                    "assistant_id"?: string | null,"e164_number"?: string | null,"email"?: string | null,"fault"?: string | null,"host_number"?: string | null,"last_run_id"?: number | null,"listed"?: string,"provider_number_id"?: string | null,"reason_code"?: string,"retry"?: string | null,"rollout_bucket"?: number,"since"?: string,"status"?: string,"subscription_status"?: string | null,"tier"?: string | null,"updated_at"?: string,"user_id"?: string,"vapi_phone_number_id"?: string | null,"waiting_on"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"provision_halts": {
                  Row: {
                    "error_code": string | null,"halted_at": string | null,"reason": string | null,"resumed_at": string | null,"resumed_by": string | null,"run_id": number | null,"scope": string
                  }
                  ComputedFields: never
                  Insert: {
                    "error_code"?: string | null,"halted_at"?: string | null,"reason"?: string | null,"resumed_at"?: string | null,"resumed_by"?: string | null,"run_id"?: number | null,"scope": string
                  }
                  Update: {
                    "error_code"?: string | null,"halted_at"?: string | null,"reason"?: string | null,"resumed_at"?: string | null,"resumed_by"?: string | null,"run_id"?: number | null,"scope"?: string
                  }
                  Relationships: [
                    
                  ]
                },"provision_handovers": {
                  Row: {
                    "handed_over_at": string,"run_id": number | null,"taken_at": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "handed_over_at"?: string,"run_id"?: number | null,"taken_at"?: string | null,"user_id": string
                  }
                  Update: {
                    "handed_over_at"?: string,"run_id"?: number | null,"taken_at"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    
                  ]
                },"provision_holds": {
                  Row: {
                    "created_at": string,"created_by": string | null,"mode": string,"reason": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"created_by"?: string | null,"mode": string,"reason"?: string | null,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string | null,"mode"?: string,"reason"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    
                  ]
                },"provision_metrics_day": {
                  Row: {
                    "at": string,"buckets": (number)[],"counts": (number)[],"failed": number,"faulted": number,"key": string,"metric": string,"sum_ms": number,"total": number
                  }
                  ComputedFields: never
                  Insert: {
                    "at": string,"buckets"?: (number)[],"counts"?: (number)[],"failed"?: number,"faulted"?: number,"key"?: string,"metric": string,"sum_ms"?: number,"total": number
                  }
                  Update: {
                    "at"?: string,"buckets"?: (number)[],"counts"?: (number)[],"failed"?: number,"faulted"?: number,"key"?: string,"metric"?: string,"sum_ms"?: number,"total"?: number
                  }
                  Relationships: [
                    
                  ]
                },"provision_metrics_hour": {
                  Row: {
                    "at": string,"buckets": (number)[],"counts": (number)[],"failed": number,"faulted": number,"key": string,"metric": string,"sum_ms": number,"total": number
                  }
                  ComputedFields: never
                  Insert: {
                    "at": string,"buckets"?: (number)[],"counts"?: (number)[],"failed"?: number,"faulted"?: number,"key"?: string,"metric": string,"sum_ms"?: number,"total": number
                  }
                  Update: {
                    "at"?: string,"buckets"?: (number)[],"counts"?: (number)[],"failed"?: number,"faulted"?: number,"key"?: string,"metric"?: string,"sum_ms"?: number,"total"?: number
                  }
                  Relationships: [
                    
                  ]
                },"provision_metrics_minute": {
                  Row: {
                    "at": string,"buckets": (number)[],"counts": (number)[],"failed": number,"faulted": number,"key": string,"metric": string,"sum_ms": number,"total": number
                  }
                  ComputedFields: never
                  Insert: {
                    "at": string,"buckets"?: (number)[],"counts"?: (number)[],"failed"?: number,"faulted"?: number,"key"?: string,"metric": string,"sum_ms"?: number,"total": number
                  }
                  Update: {
                    "at"?: string,"buckets"?: (number)[],"counts"?: (number)[],"failed"?: number,"faulted"?: number,"key"?: string,"metric"?: string,"sum_ms"?: number,"total"?: number
                  }
                  Relationships: [
                    
                  ]
                },"provision_settings": {
                  Row: {
                    "activated_at": string | null,"attempt_ms": number,"backoff_base_ms": number,"backoff_cap_ms": number,"dispatch_pause_reason": string | null,"dispatch_paused_at": string | null,"dispatch_resumed_at": string | null,"drain_per_second": number,"drain_seconds": number,"handover_minutes": number,"inventory_confirm_minutes": number,"inventory_confirm_sightings": number,"inventory_interval_minutes": number,"inventory_stale_minutes": number,"lease_ms": number,"max_attempts": number,"max_candidates": number,"max_in_flight": number,"nudge_interval_ms": number,"nudge_timeout_ms": number,"number_monthly_cents": number,"outage_faults": number,"outage_probe_ms": number,"project_ref": string | null,"provider_timeout_ms": number,"release_brake_floor": number,"release_brake_fraction": number,"release_grace_seconds": number,"singleton": boolean,"updated_at": string,"vapi_voice_host": string
                  }
                  ComputedFields: never
                  Insert: {
                    "activated_at"?: string | null,"attempt_ms"?: number,"backoff_base_ms"?: number,"backoff_cap_ms"?: number,"dispatch_pause_reason"?: string | null,"dispatch_paused_at"?: string | null,"dispatch_resumed_at"?: string | null,"drain_per_second"?: number,"drain_seconds"?: number,"handover_minutes"?: number,"inventory_confirm_minutes"?: number,"inventory_confirm_sightings"?: number,"inventory_interval_minutes"?: number,"inventory_stale_minutes"?: number,"lease_ms"?: number,"max_attempts"?: number,"max_candidates"?: number,"max_in_flight"?: number,"nudge_interval_ms"?: number,"nudge_timeout_ms"?: number,"number_monthly_cents"?: number,"outage_faults"?: number,"outage_probe_ms"?: number,"project_ref"?: string | null,"provider_timeout_ms"?: number,"release_brake_floor"?: number,"release_brake_fraction"?: number,"release_grace_seconds"?: number,"singleton"?: boolean,"updated_at"?: string,"vapi_voice_host"?: string
                  }
                  Update: {
                    "activated_at"?: string | null,"attempt_ms"?: number,"backoff_base_ms"?: number,"backoff_cap_ms"?: number,"dispatch_pause_reason"?: string | null,"dispatch_paused_at"?: string | null,"dispatch_resumed_at"?: string | null,"drain_per_second"?: number,"drain_seconds"?: number,"handover_minutes"?: number,"inventory_confirm_minutes"?: number,"inventory_confirm_sightings"?: number,"inventory_interval_minutes"?: number,"inventory_stale_minutes"?: number,"lease_ms"?: number,"max_attempts"?: number,"max_candidates"?: number,"max_in_flight"?: number,"nudge_interval_ms"?: number,"nudge_timeout_ms"?: number,"number_monthly_cents"?: number,"outage_faults"?: number,"outage_probe_ms"?: number,"project_ref"?: string | null,"provider_timeout_ms"?: number,"release_brake_floor"?: number,"release_brake_fraction"?: number,"release_grace_seconds"?: number,"singleton"?: boolean,"updated_at"?: string,"vapi_voice_host"?: string
                  }
                  Relationships: [
                    
                  ]
                },"resource_samples": {
                  Row: {
                    "attention_by_code": NonNullable<Json>,"being_set_up": number,"blocks_hit": number,"blocks_read": number,"connections": number,"database_bytes": number,"max_connections": number,"needs_attention": number,"net_queue": number,"numbers_monthly_usd": number,"numbers_owned": number,"processing": number,"queue_depth": number,"queue_oldest_ms": number,"sampled_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attention_by_code"?: NonNullable<Json>,"being_set_up": number,"blocks_hit": number,"blocks_read": number,"connections": number,"database_bytes": number,"max_connections": number,"needs_attention": number,"net_queue": number,"numbers_monthly_usd": number,"numbers_owned": number,"processing": number,"queue_depth": number,"queue_oldest_ms": number,"sampled_at": string
                  }
                  Update: {
                    "attention_by_code"?: NonNullable<Json>,"being_set_up"?: number,"blocks_hit"?: number,"blocks_read"?: number,"connections"?: number,"database_bytes"?: number,"max_connections"?: number,"needs_attention"?: number,"net_queue"?: number,"numbers_monthly_usd"?: number,"numbers_owned"?: number,"processing"?: number,"queue_depth"?: number,"queue_oldest_ms"?: number,"sampled_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"rollout_changes": {
                  Row: {
                    "changed_by": string | null,"changed_name": string,"created_at": string,"flag": string,"id": number,"kind": string,"new_value": NonNullable<Json>,"old_value": NonNullable<Json>,"reason": string,"reverts": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "changed_by"?: string | null,"changed_name": string,"created_at"?: string,"flag": string,"id"?: never,"kind": string,"new_value": NonNullable<Json>,"old_value": NonNullable<Json>,"reason": string,"reverts"?: number | null
                  }
                  Update: {
                    "changed_by"?: string | null,"changed_name"?: string,"created_at"?: string,"flag"?: string,"id"?: never,"kind"?: string,"new_value"?: NonNullable<Json>,"old_value"?: NonNullable<Json>,"reason"?: string,"reverts"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "rollout_changes_flag_fkey"
      columns: ["flag"]
isOneToOne: false
      referencedRelation: "rollout_flags"
      referencedColumns: ["key"]
    }
                  ]
                },"rollout_flags": {
                  Row: {
                    "entries_per_minute": number,"key": string,"kill_switch": boolean,"percentage_bp": number,"updated_at": string,"updated_by": string | null,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "entries_per_minute"?: number,"key": string,"kill_switch"?: boolean,"percentage_bp"?: number,"updated_at"?: string,"updated_by"?: string | null,"version"?: number
                  }
                  Update: {
                    "entries_per_minute"?: number,"key"?: string,"kill_switch"?: boolean,"percentage_bp"?: number,"updated_at"?: string,"updated_by"?: string | null,"version"?: number
                  }
                  Relationships: [
                    
                  ]
                },"rollout_guards": {
                  Row: {
                    "checked_at": string | null,"conditions": NonNullable<Json>,"failure_limit": number,"flag": string,"min_samples": number,"orphan_limit": number,"provider_window_minutes": number,"reason": string | null,"resumed_at": string | null,"resumed_by": string | null,"since": string,"spend_limit_cents": number,"state": string,"twilio_limit": number,"vapi_limit": number,"window_minutes": number
                  }
                  ComputedFields: never
                  Insert: {
                    "checked_at"?: string | null,"conditions"?: NonNullable<Json>,"failure_limit"?: number,"flag": string,"min_samples"?: number,"orphan_limit"?: number,"provider_window_minutes"?: number,"reason"?: string | null,"resumed_at"?: string | null,"resumed_by"?: string | null,"since"?: string,"spend_limit_cents"?: number,"state"?: string,"twilio_limit"?: number,"vapi_limit"?: number,"window_minutes"?: number
                  }
                  Update: {
                    "checked_at"?: string | null,"conditions"?: NonNullable<Json>,"failure_limit"?: number,"flag"?: string,"min_samples"?: number,"orphan_limit"?: number,"provider_window_minutes"?: number,"reason"?: string | null,"resumed_at"?: string | null,"resumed_by"?: string | null,"since"?: string,"spend_limit_cents"?: number,"state"?: string,"twilio_limit"?: number,"vapi_limit"?: number,"window_minutes"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "rollout_guards_flag_fkey"
      columns: ["flag"]
isOneToOne: true
      referencedRelation: "rollout_flags"
      referencedColumns: ["key"]
    }
                  ]
                },"rollout_overrides": {
                  Row: {
                    "created_at": string,"created_by": string | null,"flag": string,"reason": string | null,"user_id": string,"verdict": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"created_by"?: string | null,"flag": string,"reason"?: string | null,"user_id": string,"verdict": string
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string | null,"flag"?: string,"reason"?: string | null,"user_id"?: string,"verdict"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "rollout_overrides_flag_fkey"
      columns: ["flag"]
isOneToOne: false
      referencedRelation: "rollout_flags"
      referencedColumns: ["key"]
    }
                  ]
                },"staff_actions": {
                  Row: {
                    "action": string,"after": Json | null,"before": Json | null,"created_at": string,"id": number,"idempotency_key": string | null,"reason": string | null,"request": NonNullable<Json>,"run_id": number | null,"staff_id": string | null,"staff_name": string | null,"subject_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"after"?: Json | null,"before"?: Json | null,"created_at"?: string,"id"?: never,"idempotency_key"?: string | null,"reason"?: string | null,"request"?: NonNullable<Json>,"run_id"?: number | null,"staff_id"?: string | null,"staff_name"?: string | null,"subject_id"?: string | null
                  }
                  Update: {
                    "action"?: string,"after"?: Json | null,"before"?: Json | null,"created_at"?: string,"id"?: never,"idempotency_key"?: string | null,"reason"?: string | null,"request"?: NonNullable<Json>,"run_id"?: number | null,"staff_id"?: string | null,"staff_name"?: string | null,"subject_id"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"staff_members": {
                  Row: {
                    "created_at": string,"created_by": string | null,"display_name": string | null,"role": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"created_by"?: string | null,"display_name"?: string | null,"role": string,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string | null,"display_name"?: string | null,"role"?: string,"user_id"?: string
                  }
                  Relationships: [
                    
                  ]
                },"subscriptions": {
                  Row: {
                    "current": boolean,"id": string,"status": string,"tier_type": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "current"?: boolean,"id"?: string,"status"?: string,"tier_type"?: string,"user_id": string
                  }
                  Update: {
                    "current"?: boolean,"id"?: string,"status"?: string,"tier_type"?: string,"user_id"?: string
                  }
                  Relationships: [
                    
                  ]
                },"user_settings": {
                  Row: {
                    "assistant_provisioning_status": string | null,"user_id": string,"vapi_assistant_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "assistant_provisioning_status"?: string | null,"user_id": string,"vapi_assistant_id"?: string | null
                  }
                  Update: {
                    "assistant_provisioning_status"?: string | null,"user_id"?: string,"vapi_assistant_id"?: string | null
                  }
                  Relationships: [
                    
                  ]
                }
          }
          Views: {
            "provision_host_rows": {
                  Row: {
                    "detail": string | null,"host_table": string | null,"how_to_settle": string | null,"issue": string | null,"row_ids": string | null,"user_id": string | null,"what_happens": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                },"provision_integrity_issues": {
                  Row: {
                    "detail": string | null,"how_to_settle": string | null,"issue": string | null,"user_id": string | null
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                }
          }
          Functions: {
            "abort_bulk_job":
{ Args: { "p_job_id": number }; Returns: Json
                           },
"acknowledge_incident":
{ Args: { "p_id": number }; Returns: Json
                           },
"activate_provisioning":
{ Args: { "p_project_ref": string,"p_reason": string }; Returns: Json
                           },
"add_customer_note":
{ Args: { "p_body": string,"p_idempotency_key": string,"p_user_id": string }; Returns: Json
                           },
"apply_paddle_event":
{ Args: { "p_customer_id": string,"p_event_id": string,"p_event_type": string,"p_occurred_at": string,"p_price_ids": (string)[],"p_status": string,"p_subscription_id": string }; Returns: Json
                           },
"begin_release":
{ Args: { "p_attempt": number,"p_log_id": number,"p_purchase_id": number }; Returns: Json
                           },
"change_alert_rule":
{ Args: { "p_change": Json,"p_expected_at": string,"p_key": string,"p_reason": string }; Returns: Json
                           },
"claim_inventory_comparison":
{ Args: { "p_id": number,"p_project_ref": string }; Returns: Json
                           },
"claim_notifications":
{ Args: { "p_limit": number }; Returns: Json
                           },
"claim_provision_run":
{ Args: { "p_log_id": number,"p_project_ref": string }; Returns: Json
                           },
"count_audit":
{ Args: { "p_filter"?: Json }; Returns: Json
                           },
"count_customers":
{ Args: { "p_filter"?: Json }; Returns: Json
                           },
"count_numbers":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"create_bulk_job":
{ Args: { "p_action": string,"p_confirmation"?: string,"p_expected": number,"p_idempotency_key": string,"p_people": string,"p_reason": string,"p_safe_codes"?: (string)[],"p_scope": Json }; Returns: Json
                           },
"current_staff_role":
{ Args: Record<PropertyKey, never>; Returns: string
                           },
"delete_customer_note":
{ Args: { "p_note_id": number }; Returns: Json
                           },
"edit_customer_note":
{ Args: { "p_body": string,"p_note_id": number }; Returns: Json
                           },
"enqueue_provision_run":
{ Args: { "p_action": string,"p_source": string,"p_user_id": string }; Returns: Json
                           },
"explain_rollout":
{ Args: { "p_percentage_bp"?: number,"p_user_id": string }; Returns: Json
                           },
"export_customers":
{ Args: { "p_after"?: string,"p_filter"?: Json,"p_limit"?: number }; Returns: Json
                           },
"export_runs":
{ Args: { "p_before_at"?: string,"p_before_id"?: number,"p_filter": Json,"p_limit"?: number }; Returns: Json
                           },
"fail_inventory_comparison":
{ Args: { "p_code": string,"p_id": number }; Returns: boolean
                           },
"find_account":
{ Args: { "p_user_id": string }; Returns: Json
                           },
"finish_notification":
{ Args: { "p_error"?: string,"p_id": number }; Returns: undefined
                           },
"finish_provision_run":
{ Args: { "p_attempt": number,"p_error_code": string,"p_error_message": string,"p_halt_scope": string,"p_link"?: Json,"p_log_id": number,"p_outcome": string,"p_result": string,"p_retry": string,"p_steps": Json }; Returns: Json
                           },
"finish_release":
{ Args: { "p_attempt": number,"p_certain"?: boolean,"p_log_id": number,"p_purchase_id": number }; Returns: Json
                           },
"list_bulk_jobs":
{ Args: { "p_before"?: number,"p_limit"?: number }; Returns: Json
                           },
"list_customers":
{ Args: { "p_after"?: Json,"p_filter"?: Json,"p_limit"?: number,"p_sort"?: string }; Returns: Json
                           },
"list_runs":
{ Args: { "p_before_at"?: string,"p_before_id"?: number,"p_filter"?: Json,"p_limit"?: number }; Returns: Json
                           },
"mark_purchase_lost":
{ Args: { "p_attempt": number,"p_error_code": string,"p_log_id": number,"p_purchase_id": number }; Returns: Json
                           },
"mend_number":
{ Args: { "p_fix": string,"p_idempotency_key": string,"p_key": string,"p_reason": string }; Returns: Json
                           },
"pause_dispatch":
{ Args: { "p_paused": boolean,"p_reason": string }; Returns: Json
                           },
"preview_activation":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"preview_bulk":
{ Args: { "p_action": string,"p_safe_codes"?: (string)[],"p_scope": Json }; Returns: Json
                           },
"preview_rollout":
{ Args: { "p_percentage_bp": number }; Returns: Json
                           },
"preview_stop":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"provision_phone_transaction":
{ Args: { "p_attempt"?: number,"p_log_id"?: number,"p_phone_number": string,"p_provider_number_id": string,"p_tier_type": string,"p_user_id": string }; Returns: Json
                           },
"read_alert_badge":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"read_alerts":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"read_audit":
{ Args: { "p_before"?: number,"p_filter"?: Json,"p_limit"?: number }; Returns: Json
                           },
"read_bulk_job":
{ Args: { "p_after"?: number,"p_job_id": number,"p_limit"?: number,"p_result"?: string }; Returns: Json
                           },
"read_customer":
{ Args: { "p_runs"?: number,"p_user_id": string }; Returns: Json
                           },
"read_incident":
{ Args: { "p_id": number,"p_points"?: number }; Returns: Json
                           },
"read_numbers":
{ Args: { "p_after"?: Json,"p_class"?: string,"p_limit"?: number,"p_use"?: string }; Returns: Json
                           },
"read_overview":
{ Args: { "p_bucket_seconds": number,"p_compare_minutes": number,"p_minutes": number,"p_time_zone": string }; Returns: Json
                           },
"read_paddle_events":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"read_provider_health":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"read_provision_secrets":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"read_rollout_status":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"read_staff":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"record_handover":
{ Args: { "p_attempt": number,"p_log_id": number,"p_state": string }; Returns: Json
                           },
"record_inventory":
{ Args: { "p_account_sid": string,"p_id": number,"p_subaccounts": string,"p_twilio": Json,"p_vapi": Json }; Returns: Json
                           },
"record_link":
{ Args: { "p_assistant_id": string,"p_attempt": number,"p_log_id": number,"p_purchase_id": number,"p_vapi_phone_number_id": string,"p_verified": boolean }; Returns: Json
                           },
"record_provision_steps":
{ Args: { "p_attempt": number,"p_current_step": string,"p_log_id": number,"p_steps": Json }; Returns: undefined
                           },
"record_purchase":
{ Args: { "p_adopted": boolean,"p_attempt": number,"p_current_step"?: string,"p_log_id": number,"p_provider_number_id": string,"p_purchase_id": number,"p_tier_type"?: string }; Returns: Json
                           },
"record_purchase_intent":
{ Args: { "p_attempt": number,"p_e164_number": string,"p_log_id": number,"p_tag": string }; Returns: Json
                           },
"remove_staff_member":
{ Args: { "p_expected_role": string,"p_reason": string,"p_user_id": string }; Returns: Json
                           },
"report_connection_failures":
{ Args: { "p_failures": number,"p_first_at": string,"p_last_at": string,"p_reporter": string }; Returns: undefined
                           },
"report_inventory_progress":
{ Args: { "p_id": number,"p_phase": string,"p_twilio": number,"p_vapi": number }; Returns: boolean
                           },
"request_inventory_comparison":
{ Args: { "p_idempotency_key": string }; Returns: Json
                           },
"request_provision_run":
{ Args: { "p_action": string,"p_idempotency_key": string,"p_reason": string,"p_user_id": string }; Returns: Json
                           },
"resume_provisioning":
{ Args: { "p_reason": string,"p_scope": string }; Returns: Json
                           },
"resume_rollout_guard":
{ Args: { "p_reason": string }; Returns: Json
                           },
"revert_rollout_change":
{ Args: { "p_change_id": number,"p_reason": string,"p_version": number }; Returns: Json
                           },
"rollout_decision":
{ Args: { "p_flag": string,"p_user_id": string }; Returns: Json
                           },
"search_console":
{ Args: { "p_text": string }; Returns: Json
                           },
"send_test_notification":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"set_rollout_limits":
{ Args: { "p_limits": Json,"p_reason": string,"p_version": number }; Returns: Json
                           },
"set_rollout_overrides":
{ Args: { "p_reason": string,"p_user_ids": (string)[],"p_verdict": string }; Returns: Json
                           },
"set_rollout_percentage":
{ Args: { "p_percentage_bp": number,"p_reason": string,"p_version": number }; Returns: Json
                           },
"set_staff_member":
{ Args: { "p_display_name": string,"p_expected_role"?: string,"p_reason"?: string,"p_role": string,"p_user_id": string }; Returns: Json
                           },
"silence_incident":
{ Args: { "p_id": number,"p_minutes": number,"p_reason"?: string }; Returns: Json
                           },
"start_provisioning":
{ Args: { "p_reason": string,"p_version": number }; Returns: Json
                           },
"stop_provisioning":
{ Args: { "p_reason": string,"p_scope": string }; Returns: Json
                           },
"summarise_runs":
{ Args: { "p_filter": Json,"p_head_at"?: string,"p_head_id"?: number,"p_range": Json }; Returns: Json
                           }
          }
          Enums: {
            [_ in never]: never
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            
          }
        }
} as const

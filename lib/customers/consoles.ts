/** Where a number is managed in Twilio's own console. */
export function twilioNumberUrl(sid: string): string {
  return `https://console.twilio.com/us1/develop/phone-numbers/manage/incoming/${encodeURIComponent(sid)}/configure`
}

export function vapiAssistantUrl(id: string): string {
  return `https://dashboard.vapi.ai/assistants/${encodeURIComponent(id)}`
}

export function vapiNumberUrl(id: string): string {
  return `https://dashboard.vapi.ai/phone-numbers/${encodeURIComponent(id)}`
}

export function paddleCustomerUrl(id: string): string {
  return `https://vendors.paddle.com/customers-v2/${encodeURIComponent(id)}`
}

/** Where a call stands over the conversation. Empty as long as there is none. */
export function CallPlace() {
  return null
}

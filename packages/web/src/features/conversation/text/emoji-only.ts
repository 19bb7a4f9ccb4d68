const few = /^(?:\p{RGI_Emoji}\s?){1,6}$/v

/** Whether a message is nothing but one to six emoji. */
export function emojiOnly(text: string): boolean {
  return text.length <= 120 && few.test(text.trim())
}

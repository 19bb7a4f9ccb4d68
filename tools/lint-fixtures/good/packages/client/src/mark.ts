export const answered = (): void => void performance.mark('parley-call-answered')
